import API
import Documents
import HTTP
import Knowledge
import Media
import Models
import Search

/// Search by another video, by what videos mean, and by a picture that is kept: at the path of search by words, with an answer
/// of their own.
extension Gateway {
  static let otherWays: [Parameter] = [
    .query(
      "like", .string(1...1_000),
      "Instead of words: what shows the same as this video, such as 17 or tiktok:7001"),
    .query("meaning", .string(1...2_000), "Instead of words: what videos mean, whatever words they use"),
    .query("media", mediaName, "Instead of words: what shows a picture that is kept: POST /v1/media"),
    .query("at", .number(SoughtPicture.moments), "Of a kept film, which second is meant; else its beginning"),
  ]

  static let otherNotes =
    "By \"like\" the videos are found that show the same as one of ours, or some of it, by \"meaning\" those that are "
    + "about much the same as a text, as the model judges that this service was given, and by \"media\" those that POST finds "
    + "by a picture; filters go with \"meaning\" only, and none of these has pages."

  private static let ways = ["like", "meaning", "media"]
  private static let filters = ["author", "hashtag", "since", "until", "language", "genre", "mood"]

  /// What is found by another way than words; nil where words are asked for.
  func otherwise(_ call: Call) async throws -> Answer? {
    guard let way = Self.ways.first(where: { call[$0] != nil }) else {
      guard call["at"] == nil else {
        throw Refusal.invalid([Fault(.query("at"), "it goes with \"media\" only")])
      }
      return nil
    }
    // What pages go by, too.
    var strange = Self.ways.filter { $0 != way } + ["q", "cursor"]
    if way != "meaning" { strange += Self.filters }
    if way != "media" { strange.append("at") }
    var faults = strange.filter { call[$0] != nil }.map {
      Fault(.query($0), "it does not go with \"\(way)\"")
    }
    let name = call.text("like").flatMap { VideoName($0) }
    if call["like"] != nil, name == nil {
      faults.append(Fault(.query("like"), "it is no video: give its number, or tiktok:ID"))
    }
    let restriction = Self.restriction(call, &faults)
    if call["meaning"] != nil, embeddings == nil {
      faults.append(Fault(.query("meaning"), "search by meaning is off here: no model of meaning is set"))
    }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    let limit = call.number("limit") ?? 20
    if let file = try await kept("media", call) { return try await frames(in: file, call, limit: limit) }
    return try await searchPlaces.withOne(by: call.caller.key) {
      if let name { return try await copies(of: name, limit: limit) }
      return try await meant(call.text("meaning") ?? "", restriction, limit: limit)
    }
  }

  private func frames(in file: StoredFile, _ call: Call, limit: Int) async throws -> Answer {
    let second = call["at"]?.double ?? 0
    let picture = try await desk.look(at: file, for: [.image, .pictures], by: call.caller.key) {
      file, decoder in
      try await SoughtPicture(in: file, at: second, decoder)
    }
    return try await frames(like: picture, limit: limit, .query("media"))
  }

  private func copies(of name: VideoName, limit: Int) async throws -> Answer {
    guard let video = try await name.number(in: database) else {
      throw Refusal.notFound("There is no such video.")
    }
    do {
      let loaded = try await shelf.loaded()
      let found = try await PictureSearch(database, memoryLimit: 0).videos(
        like: video, limit: limit, in: loaded)
      return .json(.foundCopies(found, in: SearchedFrames(loaded)))
    } catch let error as SearchError { throw Self.refusal(error) }
  }

  private func meant(_ text: String, _ restriction: Restriction, limit: Int) async throws -> Answer {
    guard let embeddings else { throw Refusal.invalid([Fault(.query("meaning"), "it is off here")]) }
    do {
      let found = try await MeaningSearch(database, embeddings).videos(text, restriction, limit: limit)
      return .json(.meantVideos(found, model: embeddings.model))
    } catch let error as SearchError { throw Self.refusal(error) }
  }

  /// What another service complains of may name it, and is not told.
  private static func refusal(_ error: SearchError) -> Refusal {
    switch error.code {
    case .missing:
      .notFound(error.message.prefix(1).uppercased() + error.message.dropFirst() + ".")
    case .badQuestion: .invalid([Fault(.query("meaning"), error.message)])
    case .tooLarge:
      Refusal(
        .serviceUnavailable, "memory", "There are more pictures than this gateway may hold in memory.")
    case .endpoint:
      Refusal(
        .serviceUnavailable, "meaning", "The model of meaning does not answer as it should; ask again later.",
        headers: ["Retry-After": "\(max(1, error.pause?.components.seconds ?? 30))"])
    }
  }
}
