/** What the build puts in: a JSON object of texts by path. */
declare module 'heaplab:declarations' {
  const packed: string;
  export default packed;
}
