/// Ways in which a file is damaged.
enum Damage {
  static func random(to bytes: [UInt8], using generator: inout some RandomNumberGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
      damage(&bytes, using: &generator)
    }
    return bytes
  }

  private static func damage(_ bytes: inout [UInt8], using generator: inout some RandomNumberGenerator) {
    // Heads are where numbers lie that are believed.
    let end = Bool.random(using: &generator) ? min(bytes.count, 256) : bytes.count
    let place = Int.random(in: 0..<end, using: &generator)
    let length = min(Int.random(in: 1...64, using: &generator), bytes.count - place)
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 1:
      for index in place..<place + length { bytes[index] = .random(in: .min ... .max, using: &generator) }
    case 2: bytes.removeSubrange(place..<place + length)
    case 3: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
    case 4: for index in place..<place + min(length, 8) { bytes[index] = 0xff }
    default: bytes.removeSubrange(place...)
    }
  }
}
