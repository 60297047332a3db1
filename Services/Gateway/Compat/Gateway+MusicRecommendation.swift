import API
import Datasets
import Documents
import FoundationEssentials
import HTTP
import Jobs
import Knowledge
import Messaging
import Models
import Sources
import Storage

/// The paths of "TikTok Music Recommendation": posts are taken in, and the tracks of all posts are ranked by what these got.
extension Gateway {
  var musicRecommendation: Family {
    let desk = RankingDesk { [database] count in try await TrackTotals.ranking(first: count, in: database) }
    return Family(
      name: "music-recommendation",
      summary: "Posts of TikTok are taken in, and tracks are ranked by what all posts with them got.",
      endpoints: analyseTikTok(desk).withAndWithoutSlash() + rankedMusic(desk).withAndWithoutSlash())
  }

  /// Of a body of posts.
  private static let byteLimit = 8 << 20

  private func analyseTikTok(_ desk: RankingDesk) -> Endpoint {
    Endpoint(
      .post, "/recommend-music/analyze-tiktok/", .scope(.submit), "music-recommendation",
      "Takes posts of TikTok in, as Apify's scraper writes them"
    ) { call in
      guard case .json(let posts) = call.body else { return try await readFolder(call) }
      // Also where it fails on the way: what was taken in until then stays.
      defer { desk.forget() }
      return try await takeIn(posts.arrayValue?.count ?? 0, call)
    }
    .with {
      $0.notes =
        "There, files on the server are read. Here the same posts come as the body, and are there when the answer comes; "
        + "without a body the workers read the lists of sounds in their own folder of scrapes (HOOKLINE_SCRAPE_DIR), "
        + "as a run whose address is in Location, and one that is under way is not begun again. Right here: "
        + "several may ask at once; a record that cannot be read is left out instead of ending all, and where "
        + "none can be read the answer is 422; what a post does not say need not be there; counts have 64 bits, and those "
        + "of every look are kept; a post that has another sound than before counts for that one only."
      $0.body = .json(
        .array(.object([], rest: .anything), count: 0...5_000), isRequired: false, limit: Self.byteLimit,
        examples: [[Self.post]])
      $0.outcomes = [
        .init(
          .ok, "Taken in, or begun", .object([.required("message", .choice(["success"]))]),
          headers: [(name: "Location", summary: "The run, where there was no body")])
      ]
      $0.deadline = .seconds(120)
    }
  }

  private static let post: JSONValue = [
    "id": "7234585604439149852", "text": "with #music", "createTime": 1_684_433_229, "diggCount": 70,
    "shareCount": 66, "playCount": 900, "commentCount": 2,
    "authorMeta": ["id": "6818449457992156165", "name": "anna"],
    "musicMeta": [
      "musicId": "7215415773425043458", "musicName": "Lanterns", "musicAuthor": "The Herons",
      "musicOriginal": false,
    ],
    "webVideoUrl": "https://www.tiktok.com/@anna/video/7234585604439149852",
  ]

  private func takeIn(_ count: Int, _ call: Call) async throws -> Answer {
    let file = ScrapeReader.read(call.request.body, place: "request \(call.requestID)")
    guard count == 0 || !file.videos.isEmpty || !file.authors.isEmpty || !file.tracks.isEmpty else {
      let faults = file.rejections.map { Fault(.body("#"), "byte \($0.offset): \($0.reason)") }
      throw Refusal.invalid(
        faults.isEmpty ? [Fault(.body("#"), "nothing in it is a post of TikTok")] : faults)
    }
    let change = Change(call, "scrape.import")
    try await change.note(nil, ["posts": .int(file.videos.count)], result: .begun, in: database)
    var intake = ScrapeImport(database)
    try await intake.takeIn(file, at: .now)
    try await intake.book()
    try await change.note(
      nil,
      [
        "posts": .int(intake.tally.posts.all), "new": .int(intake.tally.posts.new),
        "rejected": .int(intake.tally.rejections),
      ], result: .done, in: database)
    return .json(["message": "success"])
  }

  private func readFolder(_ call: Call) async throws -> Answer {
    let request = CatalogueRequest("scrapes")
    let work = Enqueuement(
      .ingest, runKind: CatalogueRequest.runKind, subject: request.subject,
      payload: try JSON(encoding: request))
    let change = Change(call, "runs.create")
    let begun = try await producer.enqueue([work]) { session, begun in
      try change.note(
        begun.first.map { "\($0.run)" }, ["kind": .string(CatalogueRequest.runKind)], session)
    }
    var answer = Answer.json(["message": "success"])
    if let run = begun.first?.run { answer.headers["Location"] = "/v1/runs/\(run)" }
    return answer
  }

  // MARK: The ranking

  private func rankedMusic(_ desk: RankingDesk) -> Endpoint {
    Endpoint(
      .get, "/recommend-music/", .scope(.read), "music-recommendation",
      "Tracks, those whose posts were shared most first"
    ) { call in
      let found = try await desk.ranking(skip: call.number("skip") ?? 0, limit: call.number("limit") ?? 5)
      return .json(["message": "success", "data": .array(found.map(Self.document))])
    }
    .with {
      $0.notes =
        "By shares, then comments, likes and plays, as there. What others than this gateway take in counts within ten "
        + "seconds. Right here: of equals the one that was known first comes "
        + "first, so that pages hold together; skip and limit are checked; sums have 64 bits; a post counts for the sound "
        + "that it has now, and no more once it is gone; each sound of TikTok is by itself, as there, also where several are one "
        + "recording, which GET /v1/tracks/{id} tells; original sounds and what is forbidden to use are left out. The same for everybody and old giants first: "
        + "GET /v1/creators/{handle}/recommendations is for one creator, with reasons. The id is a UUID, as there, that ends "
        + "with the number of the track in hexadecimal."
      $0.parameters = [
        .query("skip", .integer(0...100_000), "How many to pass over; none unless said"),
        .query("limit", .integer(0...1_000), "How many at most; 5 unless said"),
      ]
      $0.outcomes = [.init(.ok, "The tracks", Self.ranking)]
    }
  }

  private static let ranking = Schema.object([
    .required("message", .choice(["success"])),
    .required(
      "data",
      .array(
        .object([
          .required("id", .uuid), .required("name", .string()), .required("author_name", .string().orNull),
          .required("total_digg_count", .count), .required("total_share_count", .count),
          .required("total_play_count", .count), .required("total_comment_count", .count),
        ]), count: 0...1_000)),
  ])

  private static func document(_ totals: TrackTotals) -> JSONValue {
    [
      "id": .string(uuid(of: totals.track)), "name": .string(totals.title),
      "author_name": JSONValue(totals.artist), "total_digg_count": .int(Int(totals.likes)),
      "total_share_count": .int(Int(totals.shares)), "total_play_count": .int(Int(totals.plays)),
      "total_comment_count": .int(Int(totals.comments)),
    ]
  }

  /// A UUID of version 8, whose bits are free to whoever makes it: the number in the last ones.
  static func uuid(of track: Track.ID) -> String {
    let number = UInt64(bitPattern: track.rawValue)
    let digits = String(number, radix: 16)
    let padded = String(repeating: "0", count: 16 - digits.count) + digits
    // The variant takes two bits above the number, which no number of a row reaches.
    return "00000000-0000-8000-8\(padded.dropFirst().prefix(3))-\(padded.suffix(12))"
  }
}
