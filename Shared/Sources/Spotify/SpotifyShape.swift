import Models

/// Records of the Spotify Web API. Every field may be missing: what is told depends on the application that asks.
enum SpotifyShape {
  typealias Rules = Sources.Rules.Spotify

  static func track(_ record: Value) throws(Breach) -> Track {
    if let type = record["type"].text(atMost: 20), !Rules.type.allows(type) {
      throw Rules.type.breach("it is no track")
    }
    guard let id = id(record["id"]) else {
      throw Rules.id.breach(record["id"].exists ? "it is no id of Spotify" : "it is missing")
    }
    guard let name = Rules.nameLength.text(record["name"]) else {
      throw Rules.name.breach("it is \(record["name"].exists ? "empty" : "missing")")
    }
    let album = record["album"]
    return Track(
      key: SourceKey(.spotify, id), title: name, artist: artists(record),
      album: Rules.album.text(album["name"]),
      duration: Rules.duration.number(record["duration_ms"]).map { $0 / 1_000 },
      coverURL: cover(album["images"]), links: isrc(record).map { [$0] } ?? [])
  }

  static func artist(_ record: Value) throws(Breach) -> SpotifyArtist {
    guard let id = id(record["id"]) else {
      throw Rules.artistID.breach(record["id"].exists ? "it is no id of Spotify" : "it is missing")
    }
    guard let name = Rules.artistNameLength.text(record["name"]) else {
      throw Rules.artistName.breach("it is \(record["name"].exists ? "empty" : "missing")")
    }
    return SpotifyArtist(
      key: SourceKey(.spotify, id), name: name,
      genres: record["genres"].elements(atMost: 100).compactMap(Rules.genres.text),
      imageURL: cover(record["images"]), followers: Rules.followers.counter(record["followers"]["total"]),
      popularity: Rules.artistPopularity.counter(record["popularity"]).map(Int.init))
  }

  static func features(_ record: Value) -> SpotifyAudioFeatures? {
    guard let id = id(record["id"]) else { return nil }
    func share(_ key: StaticString) -> Double? {
      record[key].number.flatMap { (0...1).contains($0) ? $0 : nil }
    }
    return SpotifyAudioFeatures(
      key: SourceKey(.spotify, id), danceability: share("danceability"), energy: share("energy"),
      valence: share("valence"), acousticness: share("acousticness"),
      instrumentalness: share("instrumentalness"), speechiness: share("speechiness"),
      tempo: record["tempo"].number.flatMap { (20...400).contains($0) ? $0 : nil },
      loudness: record["loudness"].loudness)
  }

  /// 22 digits of base 62.
  static func id(_ value: Value) -> String? {
    guard value.kind == .string, let id = value.id, isID(id) else { return nil }
    return id
  }

  static func isID(_ text: String) -> Bool {
    text.utf8.count == 22
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"):
          true
        default: false
        }
      }
  }

  private static func isrc(_ record: Value) -> SourceKey? {
    record["external_ids"]["isrc"].text(atMost: 32).flatMap { SourceKey(isrc: $0) }
  }

  static func artistNames(_ record: Value) -> [String] {
    record["artists"].elements(atMost: 50).compactMap { Rules.artists.text($0["name"]) }
  }

  private static func artists(_ record: Value) -> String? {
    let names = artistNames(record).joined(separator: ", ")
    return names.isEmpty ? nil : names.cut(atMost: Fields.nameLimit)
  }

  /// The largest; they come in that order, but say so as well.
  private static func cover(_ images: Value) -> String? {
    let usable = images.elements(atMost: 20).compactMap { image in
      image["url"].url.map { (url: $0, width: image["width"].counter ?? 0) }
    }
    return usable.enumerated().max { ($0.element.width, -$0.offset) < ($1.element.width, -$1.offset) }?
      .element.url
  }
}
