extension Rules {
  /// Of the files of MovieLens: a row that breaks one is counted and not taken in, unless the rule says otherwise.
  public static let movieLens: [Rule] = [
    FilmRow.row, FilmRow.id, FilmRow.range, FilmRow.title, FilmRow.titleLength, FilmRow.genres,
    FilmRow.unique,
    RatingRow.row, RatingRow.user, RatingRow.userRange, RatingRow.film, RatingRow.filmRange, RatingRow.known,
    RatingRow.rating, RatingRow.ratingRange, RatingRow.half, RatingRow.time, RatingRow.timeRange,
    RatingRow.unique,
    TagRow.row, TagRow.user, TagRow.userRange, TagRow.film, TagRow.filmRange, TagRow.known, TagRow.tag,
    TagRow.tagLength, TagRow.time, TagRow.timeRange, TagRow.unique, LinkRow.row, LinkRow.film,
    LinkRow.filmRange,
    LinkRow.known, LinkRow.imdb, LinkRow.tmdb, LinkRow.unique,
  ]

  private static let ids = Rule.Demand.range(1...2_147_483_647, unit: "")
  private static let times = Rule.Demand.range(788_918_400...4_102_444_800, unit: "seconds since 1970")
  private static let line = Rule.Demand.form("be a record with as many fields as the first line")
  private static let mending = "12.0 is mended to 12"

  public enum FilmRow {
    private static func rule(
      _ field: String, _ demand: Rule.Demand, _ consequence: Rule.Consequence = .rejected, why: String? = nil
    ) -> Rule { Rule("movielens movie", field, demand, consequence, why: why) }

    public static let row = rule("row", line)
    public static let id = rule("movieId", .required, why: mending)
    public static let range = rule("movieId", ids)
    public static let title = rule("title", .required)
    public static let titleLength = rule("title", .length(500))
    public static let genres = rule("genres", .form("be at most 50 words, each of at most 100 characters"))
    public static let unique = rule("movieId", .unique, why: "the first one counts")
  }

  public enum RatingRow {
    private static func rule(_ field: String, _ demand: Rule.Demand, why: String? = nil) -> Rule {
      Rule("movielens rating", field, demand, .rejected, why: why)
    }

    public static let row = rule("row", line)
    public static let user = rule("userId", .required, why: mending)
    public static let userRange = rule("userId", ids)
    public static let film = rule("movieId", .required, why: mending)
    public static let filmRange = rule("movieId", ids)
    public static let known = rule("movieId", .refers(to: "movielens movie"))
    public static let rating = rule("rating", .required)
    public static let ratingRange = rule("rating", .range(0.5...5, unit: "stars"))
    public static let half = rule("rating", .form("be whole or half stars"))
    public static let time = rule("timestamp", .required)
    public static let timeRange = rule("timestamp", times, why: "MovieLens began in 1995")
    public static let unique = rule("userId and movieId", .unique, why: "the first one counts")
  }

  public enum TagRow {
    private static func rule(_ field: String, _ demand: Rule.Demand, why: String? = nil) -> Rule {
      Rule("movielens tag", field, demand, .rejected, why: why)
    }

    public static let row = rule("row", line)
    public static let user = rule("userId", .required, why: mending)
    public static let userRange = rule("userId", ids)
    public static let film = rule("movieId", .required, why: mending)
    public static let filmRange = rule("movieId", ids)
    public static let known = rule("movieId", .refers(to: "movielens movie"))
    public static let tag = rule("tag", .required)
    public static let tagLength = rule("tag", .length(500))
    public static let time = rule("timestamp", .required)
    public static let timeRange = rule("timestamp", times)
    public static let unique = rule("userId, movieId and tag", .unique, why: "the first one counts")
  }

  public enum LinkRow {
    private static func rule(
      _ field: String, _ demand: Rule.Demand, _ consequence: Rule.Consequence = .rejected
    ) -> Rule { Rule("movielens link", field, demand, consequence) }

    public static let row = rule("row", line)
    public static let film = rule("movieId", .required)
    public static let filmRange = rule("movieId", ids)
    public static let known = rule("movieId", .refers(to: "movielens movie"))
    public static let imdb = rule("imdbId", .form("be up to 10 digits"), .dropped)
    public static let tmdb = rule("tmdbId", ids, .dropped)
    public static let unique = rule("movieId", .unique)
  }
}
