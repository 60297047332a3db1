public import FoundationEssentials
public import Models

/// Why a request makes no sense.
public struct ContextError: Error, Sendable, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}

/// What a creator asks of one list: which music, how long, for which video and what use.
///
/// What was not said restricts nothing.
public struct RequestContext: Sendable, Equatable {
  public static let counts = Ranker.lengths
  public static let tempos = 20.0...400.0
  public static let lengths = 1.0...600.0
  public static let sourceLimit = 100

  public var use = TrackUse.organic
  /// Where it is shown; the whole world unless said otherwise.
  public var territory = Territory.world
  /// The contracts whose permissions count; nil for all.
  public var sources: Set<String>?
  public var genre: Genre?
  public var mood: Mood?
  /// Beats per minute.
  public var tempo: ClosedRange<Double>?
  /// Of the video, in seconds.
  public var length: Double?
  /// ISO 639 code: only what is not known to be used in other languages alone.
  public var language: String?
  public var excludesUsed = false
  /// The video that the music is for.
  public var video: VideoFeatures?
  public var count = 20

  public init() {}

  public func purpose(at time: Date) -> Purpose { Purpose(use, in: territory, at: time, sources: sources) }

  /// Throws what is wrong with it.
  public func check() throws(ContextError) {
    guard Self.counts.contains(count) else {
      throw ContextError("a list has \(Self.counts.lowerBound) to \(Self.counts.upperBound) tracks")
    }
    if let tempo {
      guard Self.tempos.contains(tempo.lowerBound), Self.tempos.contains(tempo.upperBound) else {
        throw ContextError("tempos go from 20 to 400 beats a minute")
      }
    }
    if let length, !Self.lengths.contains(length) {
      throw ContextError("a video has 1 to 600 seconds")
    }
    if let language {
      let isCode =
        (2...3).contains(language.utf8.count) && language.utf8.allSatisfy { (97...122).contains($0) }
      guard isCode else { throw ContextError("a language is a code of two letters such as es") }
    }
    if let sources {
      guard (1...Self.sourceLimit).contains(sources.count), !sources.contains("") else {
        throw ContextError("1 to \(Self.sourceLimit) contracts can be named")
      }
    }
  }

  /// A range of tempos such as `90-120`, or one tempo, which stands for those within two beats.
  public static func tempos(from text: some StringProtocol) throws(ContextError) -> ClosedRange<Double> {
    let numbers = String(text.prefix(40)).split(
      separator: Character("-"), maxSplits: 1, omittingEmptySubsequences: false
    ).map { plainNumber(String($0)) }
    guard let first = numbers[0], let last = numbers[numbers.count - 1] else {
      throw ContextError("it is neither a tempo such as 120 nor a range such as 90-120")
    }
    guard first <= last else { throw ContextError("the range ends before it begins") }
    guard tempos.contains(first), tempos.contains(last) else {
      throw ContextError("tempos go from 20 to 400 beats a minute")
    }
    guard numbers.count == 1 else { return first...last }
    return max(tempos.lowerBound, first - 2)...min(tempos.upperBound, first + 2)
  }

  /// Digits with at most one point: `Double` reads `0x1p3` and `nan` as well.
  private static func plainNumber(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2e }) else { return nil }
    return Double(text)
  }
}
