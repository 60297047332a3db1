public import FoundationEssentials
public import Models

/// A video that answers a question.
public struct FoundVideo: Sendable, Equatable {
  /// Why it is among the answers, the best first.
  public enum Match: String, Sendable, CaseIterable {
    /// The words stand in it just so.
    case phrase
    case all
    /// Some of them, perhaps with typing errors.
    case some
  }

  public let video: Video.ID
  public let match: Match
  /// As people know it: platform and number there; nil where it has none.
  public var key: SourceKey?
  public var handle: String?
  public var author: String?
  public var caption: String
  public var hashtags: [String]
  public var postedAt: Date?
  public var plays: Int64?
  public var language: String?
  public var genre: String?
  public var mood: String?
  public var url: String?
  /// How many videos show the same, besides this one.
  public var copies: Int

  let place: Place
}

/// Where a video stands among the answers. The greatest is the first.
struct Place: Sendable, Equatable {
  var tier: Int
  /// How many parts of the question it has; one with typing errors counts for a twentieth.
  var parts: Double
  var relevance: Double
  /// Of recency and plays: a year is worth ten times as many plays.
  var weight: Double
  var video: Int64
}

/// Answers, a page of them.
public struct FoundVideos: Sendable, Equatable {
  public var videos: [FoundVideo]
  /// What the next page begins after; nil when this is the last.
  public var next: PageMark?
  /// There are so many that only the newest were put in order.
  public var isCut: Bool
  /// What words that nothing has may have been meant as.
  public var corrections: [String: [String]]
  /// How many changes of videos are not in the index yet.
  public var pending: Int

  public init(
    videos: [FoundVideo], next: PageMark?, isCut: Bool, corrections: [String: [String]], pending: Int
  ) {
    (self.videos, self.next, self.isCut) = (videos, next, isCut)
    (self.corrections, self.pending) = (corrections, pending)
  }
}

/// The end of a page, as a text that means nothing to others.
public struct PageMark: Sendable, Equatable, CustomStringConvertible {
  let place: Place

  init(_ place: Place) { self.place = place }

  /// Nil for what no page ended with.
  public init?(_ text: String) {
    let parts = text.split(separator: "_", omittingEmptySubsequences: false)
    guard text.utf8.count <= 120, parts.count == 5, let tier = Int(parts[0]), (0...3).contains(tier) else {
      return nil
    }
    let numbers = parts[1...3].compactMap { UInt64($0, radix: 36).map(Double.init(bitPattern:)) }
    guard numbers.count == 3, numbers.allSatisfy(\.isFinite), let video = Int64(parts[4], radix: 36) else {
      return nil
    }
    place = Place(
      tier: tier, parts: numbers[0], relevance: numbers[1], weight: numbers[2], video: video)
  }

  public var description: String {
    let numbers = [place.parts, place.relevance, place.weight].map { String($0.bitPattern, radix: 36) }
    return "\(place.tier)_" + numbers.joined(separator: "_") + "_" + String(place.video, radix: 36)
  }
}
