// Reads a Mapbox vector tile: layers by name, for each feature its number, code and paths.

const DECODER = new TextDecoder();

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  // Beyond 2^31 shifting would overflow: multiply.
  varint() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  // Calls take(field, value): a number, or the bytes of what has a length.
  fields(take) {
    while (this.at < this.bytes.length) {
      const key = this.varint();
      const size = this.varint();
      if ((key & 7) !== 2) take(key >> 3, size);
      else take(key >> 3, this.bytes.subarray(this.at, (this.at += size)));
    }
  }
}

const text = (bytes) => DECODER.decode(bytes);

export function readTile(buffer) {
  const layers = new Map();
  new Reader(new Uint8Array(buffer)).fields((field, body) => field === 3 && layers.set(...layer(body)));
  return layers;
}

function layer(body) {
  const features = [];
  const values = [];
  let name = "";
  new Reader(body).fields((field, part) => {
    if (field === 1) name = text(part);
    if (field === 2) features.push(feature(part));
    if (field === 4) new Reader(part).fields((kind, value) => kind === 1 && values.push(text(value)));
  });
  for (const each of features) each.code = values[each.code];
  return [name, features];
}

function feature(body) {
  const found = { id: 0, code: -1, kind: 0, points: [], ends: [], box: null };
  new Reader(body).fields((field, value) => {
    if (field === 1) found.id = value;
    if (field === 2) found.code = new Reader(value.subarray(1)).varint(); // our only key, then its value
    if (field === 3) found.kind = value;
    if (field === 4) geometry(new Reader(value), found);
  });
  return found;
}

// Commands to points; `ends` says where each path stops. A cursor runs through the whole feature.
function geometry(reader, found) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  let x = 0;
  let y = 0;
  while (reader.at < reader.bytes.length) {
    const command = reader.varint();
    if ((command & 7) === 1 && found.points.length) found.ends.push(found.points.length);
    for (let left = (command & 7) < 7 ? command >> 3 : 0; left > 0; left -= 1) {
      x += unzigzag(reader.varint());
      y += unzigzag(reader.varint());
      found.points.push(x, y);
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
  }
  found.ends.push(found.points.length);
  found.points = Int16Array.from(found.points);
  found.box = box;
}

const unzigzag = (value) => (value >>> 1) ^ -(value & 1);
