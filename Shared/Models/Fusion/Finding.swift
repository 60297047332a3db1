import Glibc

/// What a finding rests on.
public enum Evidence: String, Sendable, Codable, CaseIterable {
  case caption, hashtags
  /// The name of the sound that a video uses.
  case sound
  case statistics
  case title, artist, album
  case usage
  case audio, picture
}

/// What one kind of evidence says of a feature, and how sure that is.
public struct Finding<Value: Sendable & Equatable & Codable>: Sendable, Equatable, Codable {
  public var value: Value
  /// From 0, a guess, to 1, certain.
  public var confidence: Double
  public var evidence: Evidence
  /// What exactly it was, for people: "#kpopdance".
  public var detail: String?

  public init(_ value: Value, confidence: Double, evidence: Evidence, detail: String? = nil) {
    self.value = value
    self.confidence = confidence.isFinite ? min(max(confidence, 0), 1) : 0
    self.evidence = evidence
    self.detail = detail
  }
}

/// A feature with everything that is known of it: better evidence is one more finding, which outweighs the weaker.
public struct Feature<Value: Sendable & Equatable & Codable & Fusible>: Sendable, Equatable, Codable {
  public let value: Value
  public let confidence: Double
  /// From the surest to the least sure.
  public let findings: [Finding<Value>]

  /// Nil without a finding of any confidence. Findings are independent witnesses: each is weighted by the odds that
  /// its confidence means, and together they are surer than the best of them, but only as far as they agree.
  public init?(_ findings: [Finding<Value>]) {
    let usable = findings.filter { $0.confidence > 0 }
      .enumerated().sorted { ($1.element.confidence, $0.offset) < ($0.element.confidence, $1.offset) }
      .map { $0.element }
    guard let best = usable.first else { return nil }
    self.findings = usable
    // A certain finding has unbounded odds: capped, so that it decides without making the arithmetic void.
    let weights = usable.map { min($0.confidence, 0.999) / (1 - min($0.confidence, 0.999)) }
    value = Value.fused(zip(usable, weights).map { ($0.value, $1) })
    var doubt = 1 - best.confidence
    for other in usable.dropFirst() {
      doubt *= 1 - other.confidence * Value.agreement(other.value, best.value)
    }
    confidence = 1 - doubt
  }
}

/// A value of which several opinions make one.
public protocol Fusible {
  /// The value that these, which are at least one, weighted, amount to.
  static func fused(_ opinions: [(value: Self, weight: Double)]) -> Self
  /// From 0, they exclude each other, to 1, the same.
  static func agreement(_ left: Self, _ right: Self) -> Double
}

extension Double: Fusible {
  /// The weighted mean.
  public static func fused(_ opinions: [(value: Double, weight: Double)]) -> Double {
    let total = opinions.reduce(0) { $0 + $1.weight }
    return opinions.reduce(0) { $0 + $1.value * $1.weight } / total
  }

  /// Of values on a scale from 0 to 1.
  public static func agreement(_ left: Double, _ right: Double) -> Double { max(0, 1 - abs(left - right)) }
}

extension Distribution: Fusible {
  /// The weighted mixture.
  public static func fused(_ opinions: [(value: Self, weight: Double)]) -> Self {
    var sums: [Label: Double] = [:]
    for (value, weight) in opinions {
      for (label, share) in value.weights { sums[label, default: 0] += share * weight }
    }
    return Self(sums)
  }

  /// What they have in common.
  public static func agreement(_ left: Self, _ right: Self) -> Double {
    Label.allCases.reduce(0) { $0 + min(left[$1], right[$1]) }
  }
}

/// Beats per minute.
public struct Tempo: Sendable, Equatable, Codable, Fusible {
  public let beatsPerMinute: Double

  /// Nil for what is no tempo of music.
  public init?(_ beatsPerMinute: Double) {
    guard beatsPerMinute.isFinite, (20...400).contains(beatsPerMinute) else { return nil }
    self.beatsPerMinute = beatsPerMinute
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let tempo = Self(try container.decode(Double.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a tempo")
    }
    self = tempo
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(beatsPerMinute)
  }

  /// The one with the most weight behind it: a mean of 80 and 160 is neither.
  public static func fused(_ opinions: [(value: Tempo, weight: Double)]) -> Tempo {
    var best = opinions[0]
    var support = -1.0
    for candidate in opinions {
      let own = opinions.reduce(0) { $0 + $1.weight * agreement(candidate.value, $1.value) }
      if own > support { (best, support) = (candidate, own) }
    }
    return best.value
  }

  /// 1 for the same tempo, 0 from a difference of a sixth of an octave on.
  public static func agreement(_ left: Tempo, _ right: Tempo) -> Double {
    max(0, 1 - 6 * abs(left.octaves(to: right)))
  }

  /// How far up from this tempo to the other, in octaves.
  public func octaves(to other: Tempo) -> Double { log2(other.beatsPerMinute / beatsPerMinute) }
}
