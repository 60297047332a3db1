import API
import Documents
import FoundationEssentials
import HTTP
import Knowledge
import Models
import Storage

/// The paths of MoovitaMix: who there is, what there is, and who has used what, in pages with numbers.
extension Gateway {
  var moovitaMix: Family {
    let (authors, recordings) = (NumberedPages.authors(database), NumberedPages.recordings(database))
    let records = FlatRecords(database)
    return Family(
      name: "moovitamix", summary: "Creators, tracks and who has used what, in the shapes of MoovitaMix.",
      endpoints: [
        pages("/users", "Creators, as users", of: authors, Self.user) { ids in
          try await records.creators(ids).map(Self.document)
        }
        .with {
          $0.notes =
            "first_name is what they call themselves, last_name their name on TikTok; favorite_genres is what most of "
            + "their newest videos are of. " + Self.difference
        },
        pages("/tracks", "Tracks, each recording once", of: recordings, Self.track) { ids in
          try await records.recordings(ids).map(Self.document)
        }
        .with {
          $0.notes =
            "A duration that is not known is 00:00, and one of an hour or more 59:59. genres is a genre here, the foremost "
            + "one. " + Self.difference
        },
        pages("/listen_history", "What each creator has used, as listened to", of: authors, Self.history) {
          ids in
          try await records.histories(ids).map(Self.document)
        }
        .with {
          $0.notes =
            "The one whose last use is longest ago comes first, each once, at most the newest "
            + "\(FlatRecords.historyLimit). Creators are in the order of /users. " + Self.difference
        },
      ])
  }

  private static let difference =
    "What is not known is an empty text. Right here: ids stay what they are; updated_at is never before created_at, and "
    + "both are in UTC and say so; every recording of a history is in /tracks; what is wrong with a request is told as everywhere here (RFC 9457). "
    + "\"hookline import moovitamix\" reads this where no key is needed."

  private func pages(
    _ path: String, _ summary: String, of pages: NumberedPages, _ schema: Schema,
    records: @escaping @Sendable ([Int64]) async throws -> [JSONValue]
  ) -> Endpoint {
    Endpoint(.get, path, .scope(.read), "moovitamix", summary) { call in
      let (number, size) = (call.number("page") ?? 1, call.number("size") ?? Self.sizes.upperBound)
      let part = try await pages.part(from: (number - 1) * size, count: size)
      return .json([
        "items": .array(try await records(part.numbers)), "total": .int(part.total), "page": .int(number),
        "size": .int(size), "pages": .int((part.total + size - 1) / size),
      ])
    }
    .with {
      $0.parameters = [
        .query("page", .integer(1...1_000_000_000), "Counted from 1; the first unless said"),
        .query("size", .integer(Self.sizes), "Records a page; \(Self.sizes.upperBound) unless said"),
      ]
      $0.outcomes = [
        .init(
          .ok, "A page; one behind the last is empty",
          .object([
            .required("items", .array(schema, count: 0...Self.sizes.upperBound)), .required("total", .count),
            .required("page", .integer(1...Int.max)), .required("size", .integer(Self.sizes)),
            .required("pages", .count),
          ]))
      ]
    }
  }

  private static let sizes = 1...100
  private static let number = Schema.integer(1...Int.max)
  /// Readers of this shape take no longer ones.
  private static let textLimit = 500
  private static let text = Schema.string(0...textLimit)
  private static let moments: [Schema.Property] = [
    .required("created_at", .moment), .required("updated_at", .moment),
  ]

  private static let user = Schema.object(
    [.required("id", number)]
      + ["first_name", "last_name", "email", "gender", "favorite_genres"].map { .required($0, text) }
      + moments
  ).named("MoovitaMixUser")

  private static let track = Schema.object(
    [.required("id", number)] + ["name", "artist", "songwriters"].map { .required($0, text) }
      + [
        .required(
          "duration",
          .string(
            5...5, nil,
            Pattern(.of("0-5", 1...1), .of("0-9", 1...1), .text(":"), .of("0-5", 1...1), .of("0-9", 1...1)))
        )
      ] + ["genres", "album"].map { .required($0, text) } + moments
  ).named("MoovitaMixTrack")

  private static let history = Schema.object(
    [.required("user_id", number), .required("items", .array(number, count: 0...FlatRecords.historyLimit))]
      + moments
  ).named("MoovitaMixHistory")

  private static func document(_ creator: FlatRecords.Creator) -> JSONValue {
    let name = creator.name.flatMap { $0.isEmpty ? nil : $0 } ?? creator.handle
    return [
      "id": .int(Int(creator.id)), "first_name": short(name), "last_name": short("@" + creator.handle),
      "email": "", "gender": "", "favorite_genres": .string(creator.genre.map(word) ?? ""),
      "created_at": JSONValue(creator.firstSeenAt), "updated_at": JSONValue(creator.seenAt),
    ]
  }

  private static func document(_ recording: FlatRecords.Recording) -> JSONValue {
    [
      "id": .int(Int(recording.id)), "name": short(recording.title), "artist": short(recording.artist ?? ""),
      "songwriters": "", "duration": .string(clock(recording.duration)),
      "genres": .string(recording.genre.map(word) ?? ""), "album": short(recording.album ?? ""),
      "created_at": JSONValue(recording.firstSeenAt), "updated_at": JSONValue(recording.seenAt),
    ]
  }

  private static func document(_ history: FlatRecords.History) -> JSONValue {
    [
      "user_id": .int(Int(history.creator)), "items": .array(history.recordings.map { .int(Int($0)) }),
      "created_at": JSONValue(history.firstSeenAt), "updated_at": JSONValue(history.seenAt),
    ]
  }

  private static func short(_ text: String) -> JSONValue {
    guard text.unicodeScalars.count > textLimit else { return .string(text) }
    var cut = String.UnicodeScalarView()
    cut.append(contentsOf: text.unicodeScalars.prefix(textLimit))
    return .string(String(cut))
  }

  /// As MoovitaMix writes it: `04:30`.
  static func clock(_ duration: Double?) -> String {
    let seconds = Int(min(max(duration ?? 0, 0), 3_599).rounded(.down))
    let (minutes, rest) = (seconds / 60, seconds % 60)
    return (minutes < 10 ? "0\(minutes)" : "\(minutes)") + (rest < 10 ? ":0\(rest)" : ":\(rest)")
  }

  /// With a capital, and in the words of MoovitaMix where it has one for it.
  static func word(_ genre: Genre) -> String {
    switch genre {
    case .hipHop: "Hip Hop"
    case .rhythmAndBlues: "R&B"
    default: genre.title.prefix(1).uppercased() + genre.title.dropFirst()
    }
  }
}
