public import Models

/// Keeps fingerprints of sound and the terms by which they are found.
///
/// What is stored again replaces what was there; writing is for the caller's transaction, in which all of it happens or
/// nothing.
public struct FingerprintStore: Sendable {
  /// How many fingerprints one term brings at most: what more of them share says nothing about any.
  public static let hitLimit = 40

  private let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// The fingerprints that have these terms, once for each of them.
  public func hits(for probes: [FingerprintTerm]) async throws -> [FingerprintHit] {
    guard !probes.isEmpty else { return [] }
    return try await database.perform { session in
      try session.map(Self.search(probes)) { row in
        FingerprintHit(
          FingerprintKey(try row.decode(0), number: try row.decode(1)),
          offset: Int(try row.decode(2, as: Int32.self)))
      }
    }
  }

  static func search(_ probes: [FingerprintTerm]) -> SQL {
    """
    select found.track_id, found.number, found.place::int - probe.place
    from \(unnest: probes.map(\.term), probes.map(\.place)) as probe (term, place)
    cross join lateral (
      select track_id, number, place from hookline.fingerprint_term where term = probe.term limit \(Int64(hitLimit))
    ) found
    """
  }

  /// Those of these that there are.
  public func fingerprints(_ keys: [FingerprintKey]) async throws -> [FingerprintKey: Fingerprint] {
    guard !keys.isEmpty else { return [:] }
    return try await database.perform { session in
      var found: [FingerprintKey: Fingerprint] = [:]
      try session.query(Self.selection(keys)) { row in
        let key = FingerprintKey(try row.decode(0), number: try row.decode(1))
        let items = try row.decode(3, as: Bytes.self).items
        found[key] = Fingerprint(items, itemDuration: try row.decode(2))
      }
      return found
    }
  }

  private static func selection(_ keys: [FingerprintKey]) -> SQL {
    """
    select f.track_id, f.number, f.item_duration, f.items
    from \(unnest: keys.map(\.track), keys.map(\.number)) as asked (track_id, number)
    join hookline.fingerprint f
      on f.track_id = asked.track_id and f.algorithm = \(Int16(Fingerprint.algorithm)) and f.number = asked.number
    """
  }
}

extension Bytes {
  /// Items of a fingerprint, 32 bits each, the lowest byte first.
  init(items: [UInt32]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(items.count * 4)
    for item in items { withUnsafeBytes(of: item.littleEndian) { bytes.append(contentsOf: $0) } }
    self.init(bytes)
  }

  var items: [UInt32] {
    bytes.withUnsafeBytes { bytes in
      (0..<bytes.count / 4).map {
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self))
      }
    }
  }
}
