import Models

/// Why a text does not say what to list.
public struct ListingSubjectError: Error, Sendable, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}

extension ListingSubject {
  static let lengthLimit = 200

  /// Reads `#tag`, `@handle`, `sound:ID`, and words to search for.
  public init(_ text: some StringProtocol) throws(ListingSubjectError) {
    let words = text.split { $0.isWhitespace }.joined(separator: " ")
    guard !words.isEmpty else { throw ListingSubjectError("there is nothing to list") }
    guard words.count <= Self.lengthLimit else {
      throw ListingSubjectError("it is longer than \(Self.lengthLimit) characters")
    }
    if words.hasPrefix("#") {
      self = .hashtag(try Self.tag(words.dropFirst()))
    } else if words.hasPrefix("@") {
      do throws(HandleError) { self = .profile(try Handle(words)) } catch {
        throw ListingSubjectError("it is no handle: \(error)")
      }
    } else if words.lowercased().hasPrefix("sound:") {
      self = .sound(SourceKey(.tiktok, try Self.sound(words.dropFirst("sound:".count))))
    } else {
      self = .search(words)
    }
  }

  /// What `init` reads as the same subject.
  public var text: String {
    switch self {
    case .profile(let handle): "\(handle)"
    case .hashtag(let tag): "#\(tag)"
    case .sound(let key): "sound:\(key.id)"
    case .search(let words): words
    }
  }

  private static func tag(_ text: Substring) throws(ListingSubjectError) -> String {
    guard !text.isEmpty, !text.contains(where: { $0 == " " || $0 == "#" }) else {
      throw ListingSubjectError("a hashtag is one word behind its #")
    }
    return String(text)
  }

  private static func sound(_ text: Substring) throws(ListingSubjectError) -> String {
    let isNumber = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard !text.isEmpty, text.utf8.count <= 24, isNumber else {
      throw ListingSubjectError("a sound is the number that TikTok gives it, as in sound:7016547803243022337")
    }
    return String(text)
  }
}
