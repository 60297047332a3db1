/// A caption that grows by pieces and knows where its hashtags and mentions stand.
struct Caption {
  /// In UTF-16 code units, as the platform counts.
  struct Mark: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
      case hashtag
      /// The number of the creator who is mentioned.
      case mention(Int)
    }

    let kind: Kind
    /// Without the sign before it, in small letters.
    let name: String
    let start: Int
    let end: Int
  }

  private(set) var text = ""
  private(set) var marks: [Mark] = []
  private var length = 0

  mutating func add(sentence: String) { append(sentence) }

  mutating func add(hashtag: String, isCapitalised: Bool) {
    let shown = isCapitalised ? hashtag.prefix(1).uppercased() + hashtag.dropFirst() : hashtag
    mark(.hashtag, "#" + shown, hashtag)
  }

  mutating func add(mention name: String, of creator: Int) { mark(.mention(creator), "@" + name, name) }

  private mutating func mark(_ kind: Mark.Kind, _ shown: String, _ name: String) {
    append(shown)
    marks.append(Mark(kind: kind, name: name, start: length - shown.utf16.count, end: length))
  }

  private mutating func append(_ piece: String) {
    let piece = text.isEmpty ? piece : " " + piece
    text += piece
    length += piece.utf16.count
  }
}

extension String {
  /// The template with its one place filled: `filled("g", "Jazz")` puts it where `%g` stands.
  func filled(_ place: Character, _ word: String) -> String {
    guard let sign = firstIndex(of: "%"), self[index(after: sign)...].first == place else { return self }
    return self[..<sign] + word + self[index(sign, offsetBy: 2)...]
  }
}
