public import FoundationEssentials
import Lifecycle

/// What videos have to be, besides what they say.
public struct Restriction: Sendable, Equatable {
  /// A term; `author(_:)` makes it.
  var author: String?
  var hashtag: String?
  /// When they were posted: from here on, and before there.
  public var since: Date?
  public var until: Date?
  /// ISO 639 code.
  public var language: String?
  public var genre: String?
  public var mood: String?

  public init() {}

  public var isEmpty: Bool { self == Restriction() }

  /// Whose videos; false when that is no name.
  public mutating func setAuthor(_ handle: String) -> Bool {
    author = Question.author(handle.hasPrefix("@") ? String(handle.dropFirst()) : handle)
    return author != nil
  }

  /// Which hashtag they bear; false when that is none.
  public mutating func setHashtag(_ tag: String) -> Bool {
    hashtag = Term.tag(tag)
    return hashtag != nil
  }

  /// A moment as people write it: a day, which begins in UTC, a moment of it, or how long ago. Nil for what is none.
  public static func moment(_ text: String, now: Date = Date()) -> Date? {
    guard text.utf8.count <= 40 else { return nil }
    if let span = Duration(text), span > .zero, span < .seconds(86_400 * 36_500) {
      return now.addingTimeInterval(-Double(span.components.seconds))
    }
    return try? Date(text.utf8.count == 10 ? text + "T00:00:00Z" : text, strategy: .iso8601)
  }

  /// What of it is a matter of terms.
  var terms: [String] { [author, hashtag].compactMap(\.self) }
}
