/// What an index keeps of an item: its steadier bits, and where in the fingerprint they are.
public struct FingerprintTerm: Sendable, Hashable {
  public let term: Int32
  /// In items from the start.
  public let place: Int16

  public init(_ term: Int32, at place: Int16) {
    self.term = term
    self.place = place
  }
}

/// The name of a fingerprint: a track can have several, of other recordings of it or other parts.
public struct FingerprintKey: Sendable, Hashable, Comparable {
  public let track: Track.ID
  /// From 0.
  public let number: Int16

  public init(_ track: Track.ID, number: Int16 = 0) {
    self.track = track
    self.number = number
  }

  public static func < (left: Self, right: Self) -> Bool {
    (left.track, left.number) < (right.track, right.number)
  }
}

/// A fingerprint as an index holds it.
public struct IndexedFingerprint: Sendable, Equatable {
  public let key: FingerprintKey
  public let fingerprint: Fingerprint
  public let terms: [FingerprintTerm]

  public init(_ key: FingerprintKey, _ fingerprint: Fingerprint, terms: [FingerprintTerm]) {
    self.key = key
    self.fingerprint = fingerprint
    self.terms = terms
  }
}

/// A fingerprint that has a term which was looked for.
public struct FingerprintHit: Sendable, Hashable {
  public let key: FingerprintKey
  /// The item of it that the first item of the query lies upon, if both terms are of the same moment.
  public let offset: Int

  public init(_ key: FingerprintKey, offset: Int) {
    self.key = key
    self.offset = offset
  }
}
