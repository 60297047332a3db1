extension Rules {
  /// Of what the Spotify Web API answers.
  enum Spotify {
    private static let track = "spotify track"
    private static let artist = "spotify artist"

    static let id = Rule(track, "id", .form("be 22 letters and digits"), .rejected)
    static let type = Rule(
      track, "type", .oneOf(["track"]), .rejected, why: "episodes of podcasts come in the same lists")
    static let name = Rule(track, "name", .required, .rejected, why: "a track without a name was taken down")
    static let nameLength = Rule(track, "name", .length(Fields.nameLimit), .shortened)
    static let artists = Rule(track, "artists.name", .length(Fields.nameLimit), .shortened)
    static let album = Rule(track, "album.name", .length(Fields.nameLimit), .shortened)
    static let duration = Rule(track, "duration_ms", .range(1...86_400_000, unit: "ms"), .dropped)
    static let isrc = Rule(
      track, "external_ids.isrc",
      .form("be two letters, three letters or digits and seven digits, hyphens aside"),
      .dropped)
    static let cover = Rule(track, "album.images.url", .form("be an address of the web"), .dropped)
    static let popularity = Rule(
      track, "popularity", .range(0...100, unit: "points"), .dropped, why: "not every application is told")

    static let artistID = Rule(artist, "id", .form("be 22 letters and digits"), .rejected)
    static let artistName = Rule(artist, "name", .required, .rejected)
    static let artistNameLength = Rule(artist, "name", .length(Fields.nameLimit), .shortened)
    static let genres = Rule(artist, "genres", .length(100), .shortened)
    static let followers = Rule(
      artist, "followers.total", .range(0...9.2e18, unit: "listeners"), .dropped,
      why: "not every application is told")
    static let artistPopularity = Rule(artist, "popularity", .range(0...100, unit: "points"), .dropped)

    static let all = [
      id, type, name, nameLength, artists, album, duration, isrc, cover, popularity,
      artistID, artistName, artistNameLength, genres, followers, artistPopularity,
    ]
  }
}
