import Models

/// Fingerprints that behave like those of music, each made anew from its number.
///
/// Bits come and go as in Chromaprint's: from one item to the next four or five of 32 change. They lean to one side, so
/// that as many items of different tracks agree as do among tracks of music: about 28 of a million tracks have a given one.
struct SyntheticPrint {
  /// Where most tracks' bits lean to.
  private static let leaning: UInt32 = 0x5a3c_96e1

  /// Of 15 to 60 seconds.
  static func fingerprint(_ number: Int) -> Fingerprint {
    var bits = Bits(seed: UInt64(number) &* 2_654_435_761 &+ 1)
    let count = Int((15 + Double(bits.next() % 45_000) / 1_000) / Fingerprint.usualItemDuration)
    var item = bits.leaning() ^ leaning
    let items = (0..<count).map { _ in
      let changed = (bits.word() | bits.word()) & bits.word()
      item = (item & ~changed) | ((bits.leaning() ^ leaning) & changed)
      return item
    }
    return Fingerprint(items)
  }

  /// A part as another encoding of it would give it: a twentieth of the bits differ in most places, a fifth in some, which
  /// are together.
  static func copy(of fingerprint: Fingerprint, items count: Int?, _ bits: inout Bits) -> Fingerprint {
    let all = fingerprint.items
    let count = min(count ?? all.count, all.count)
    let start = Int(bits.next() % UInt64(all.count - count + 1))
    var isBad = false
    let items = all[start..<start + count].map { item in
      isBad = isBad ? bits.next() % 5 != 0 : bits.next() % 30 == 0
      return item ^ (isBad ? bits.sparse() | bits.sparse() | bits.sparse() | bits.sparse() : bits.sparse())
    }
    return Fingerprint(items)
  }

  /// Words of random bits.
  struct Bits {
    private var numbers: Numbers

    init(seed: UInt64) { numbers = Numbers(seed: seed) }

    mutating func next() -> UInt64 { numbers.next() }
    mutating func word() -> UInt32 { UInt32(truncatingIfNeeded: next()) }
    /// A quarter of the bits set.
    mutating func leaning() -> UInt32 { word() & word() }
    /// A twentieth of the bits set, the lower of each two more often: a sixteenth of those, a thirty-second of the others.
    mutating func sparse() -> UInt32 {
      let most = word() & word() & word() & word()
      return most & (word() | 0x5555_5555)
    }
  }
}
