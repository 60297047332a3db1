public import Models

/// Which items an index keeps, and which a query looks for.
///
/// Whether an item is kept depends on the item alone. So a part of a recording, wherever it was cut, looks for the very
/// items that were kept of the whole.
public enum Terms {
  /// One of so many different items is kept.
  static let rarity: UInt32 = 3
  /// Two seconds of the same item are silence or a held tone, which says nothing.
  static let held = 16
  /// A query with fewer of its own kept items looks for those as well that differ from its items in one fickle bit.
  static let plenty = 48
  /// Of one query.
  static let probeLimit = 256

  /// The bits that differ most often between two copies, the most fickle first. Chromaprint gives each of 16 filters one of
  /// four levels; the lower of its two bits tells neighbouring levels apart at both ends.
  static let fickle: [UInt32] = [16, 12, 6, 4, 10, 14, 7, 22, 24, 13, 0, 17]

  /// What an index keeps of a fingerprint.
  public static func kept(of fingerprint: Fingerprint) -> [FingerprintTerm] {
    runs(of: fingerprint).filter { isKept($0.item) }.map(term)
  }

  /// What to look for: each place where it stands in an index tells where the query may lie.
  public static func probes(for fingerprint: Fingerprint) -> [FingerprintTerm] {
    let runs = runs(of: fingerprint)
    let own = runs.filter { isKept($0.item) }
    guard own.count < plenty else { return spread(own, probeLimit).map(term) }
    return (own + spread(runs.flatMap(neighbours), probeLimit - own.count)).map(term)
  }

  /// At most so many, from the first to the last.
  private static func spread(_ runs: [Run], _ limit: Int) -> [Run] {
    guard runs.count > limit else { return runs }
    return (0..<limit).map { runs[$0 * runs.count / limit] }
  }

  private typealias Run = (item: UInt32, place: Int)

  /// Each item where it begins, without those that are held. Items are numbered by 15 bits: what comes after more than an
  /// hour is not needed.
  private static func runs(of fingerprint: Fingerprint) -> [Run] {
    let items = fingerprint.items
    var runs: [Run] = []
    var start = 0
    for index in 1..<max(1, items.count + 1) where index == items.count || items[index] != items[start] {
      if index - start < held { runs.append((items[start], start)) }
      start = index
    }
    return runs
  }

  private static func neighbours(of run: Run) -> [Run] {
    fickle.compactMap { bit in
      let item = run.item ^ (1 << bit)
      return isKept(item) ? (item, run.place) : nil
    }
  }

  private static func term(_ run: Run) -> FingerprintTerm {
    FingerprintTerm(Int32(bitPattern: run.item), at: Int16(clamping: run.place))
  }

  /// By a mixture of all bits, so that items which are alike are not kept or left out together.
  private static func isKept(_ item: UInt32) -> Bool {
    var mixed = item
    mixed = (mixed ^ (mixed >> 16)) &* 0x7feb_352d
    mixed = (mixed ^ (mixed >> 15)) &* 0x846c_a68b
    mixed ^= mixed >> 16
    return mixed < UInt32.max / rarity
  }
}
