if (!process.features.typescript) {
  const { register } = await import('tsx/esm/api')
  register()
}
await import('#server/worker.ts')
