import FoundationEssentials
import Glibc
import Models

/// A respect in which posts of a creator differ.
public enum Facet: String, Sendable, CaseIterable {
  case genre, mood, tempo, length, hour, hashtag

  /// What a post is in this respect: none where it is not known, several of hashtags alone.
  func levels(of post: CreatorPost) -> [String] {
    switch self {
    case .genre: [post.features?.genre?.value.top?.rawValue].compactMap { $0 }
    case .mood: [post.features?.mood?.value.top?.rawValue].compactMap { $0 }
    case .tempo: [post.features?.tempo.map { Self.tempo($0.value.beatsPerMinute) }].compactMap { $0 }
    case .length: [post.duration.flatMap(Self.length)].compactMap { $0 }
    case .hour: [post.time.map(Self.hour)].compactMap { $0 }
    case .hashtag: Array(Set(post.hashtags)).sorted()
    }
  }

  /// In beats a minute.
  private static func tempo(_ beats: Double) -> String {
    switch beats {
    case ..<90: "below 90"
    case ..<110: "90 to 110"
    case ..<130: "110 to 130"
    case ..<150: "130 to 150"
    default: "from 150"
    }
  }

  /// In seconds; nil for what is no length.
  private static func length(_ seconds: Double) -> String? {
    switch seconds {
    case 0..<10: "below 10"
    case 10..<20: "10 to 20"
    case 20..<35: "20 to 35"
    case 35..<65: "35 to 65"
    case 65..<185: "65 to 185"
    case 185...: "from 185"
    default: nil
    }
  }

  /// Four hours, in UTC, because nobody says where a creator is.
  private static func hour(_ time: Double) -> String {
    let seconds = time - (time / 86_400).rounded(.down) * 86_400
    // Bounded before it is a whole number: so far from now, a day is lost in rounding.
    let begin = Int(min(5, max(0, seconds / 14_400))) * 4
    func clock(_ hour: Int) -> String { hour < 10 ? "0\(hour)" : "\(hour)" }
    return "\(clock(begin)) to \(clock(begin + 4))"
  }
}

extension CreatorPost {
  /// Seconds since an arbitrary moment, which was midnight; nil without a date that is one.
  var time: Double? {
    guard let time = postedAt?.timeIntervalSinceReferenceDate, time.isFinite else { return nil }
    return time
  }
}
