import FoundationEssentials
public import Models
import Text

/// A caption with what a reader found in its words.
public struct JudgedCaption: Sendable, Decodable {
  public enum Sign: String, Sendable, Decodable {
    case positive, negative, none
  }

  public let id: String
  public let language: String
  public let caption: String
  private let genre: String?
  public let style: String?
  public let mood: Sign

  /// The families that labels of finer grain, or of none of our families, are filed under. Gospel is sung soul, disco
  /// is danced funk, and what is traditional somewhere in the world is folk.
  private static let families = [
    "house": "electronic", "techno": "electronic", "trance": "electronic", "drum-and-bass": "electronic",
    "ambient": "electronic", "soul": "r-and-b", "gospel": "r-and-b", "disco": "funk", "j-pop": "pop",
    "world": "folk",
  ]

  /// Nil where no genre is stated.
  public var family: Genre? { genre.flatMap { Genre(rawValue: Self.families[$0] ?? $0) } }

  /// Whether the label is one that can be judged.
  public var isLabelled: Bool { genre == nil || family != nil }

  public enum Collection: String, Sendable {
    /// What the lexicon was tuned with.
    case judged
    /// What nobody reads who tunes it.
    case held
  }

  public static func all(_ collection: Collection = .judged) throws -> [JudgedCaption] {
    // Tests/TestCaptions/JudgedCaption.swift
    let tests = "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    let data = try Data(contentsOf: URL(filePath: tests + "/Fixtures/captions/\(collection.rawValue).jsonl"))
    return try data.split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(JudgedCaption.self, from: $0)
    }
  }

  /// What the lexicon finds in the caption.
  public func found() -> (genre: Genre?, mood: Sign) {
    let readings = Lexicon.standard.readings(of: [
      .tags(Text.writtenHashtags(in: caption)), .prose([caption]),
    ])
    let witnesses = [
      Witness(readings[0], .hashtags, ceiling: 0.9), Witness(readings[1], .caption, ceiling: 0.75),
    ]
    let mood = Feature(witnesses.compactMap(\.mood))
    let genre = Feature(witnesses.compactMap(\.genre))
    return (genre?.value.top, mood?.value.sign.flatMap { Sign(rawValue: $0.rawValue) } ?? .none)
  }
}
