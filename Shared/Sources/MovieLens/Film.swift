/// A film of a data set of MovieLens.
public struct Film: Sendable, Equatable {
  public var id: Int32
  /// With the year, as the data set writes it.
  public var title: String
  /// From the title; nil where it has none.
  public var year: Int16?
  public var genres: [String]
  /// Digits, zeros in front included.
  public var imdb: String?
  public var tmdb: Int32?

  public init(
    id: Int32, title: String, genres: [String] = [], imdb: String? = nil, tmdb: Int32? = nil
  ) {
    self.id = id
    self.title = title
    self.genres = genres
    self.imdb = imdb
    self.tmdb = tmdb
    year = Self.year(in: title)
  }

  /// Of `Heat (1995)`.
  static func year(in title: String) -> Int16? {
    let end = Array(title.utf8.reversed().drop { $0 == 0x20 }.prefix(6).reversed())
    guard end.count == 6, end[0] == UInt8(ascii: "("), end[5] == UInt8(ascii: ")"),
      end[1..<5].allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int16(String(decoding: end[1..<5], as: UTF8.self))
  }
}

/// What a user of MovieLens thinks of a film.
public struct FilmRating: Sendable, Equatable {
  public var user: Int32
  public var film: Int32
  /// From 0.5 to 5.
  public var stars: Float
  /// Seconds since 1970.
  public var at: Int64
}

/// A word that a user of MovieLens gave a film.
public struct FilmTag: Sendable, Equatable {
  public var user: Int32
  public var film: Int32
  public var tag: String
  /// Seconds since 1970.
  public var at: Int64
}
