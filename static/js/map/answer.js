// What the server answers; an error tells the status of one that is no success.

export async function answered(address, signal) {
  const reply = await fetch(address, { signal });
  if (!reply.ok) throw new Error(String(reply.status));
  return reply;
}
