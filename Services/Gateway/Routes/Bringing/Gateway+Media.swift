import API
import Documents
import HTTP
import Media
import Storage

extension Gateway {
  var keptMedia: [Endpoint] { [keepMedia, forgetMedia] }

  static let mediaName = Schema.string(64...64, nil, Pattern(.of("0-9a-f", 64...64))).described(
    "SHA-256 of its bytes in hexadecimal")

  private static let offProblem: (status: Status, summary: String) = (
    .conflict, "Nothing is kept here: no folder is set for that"
  )

  private var keepMedia: Endpoint {
    Endpoint(
      .post, "/v1/media", .scope(.submit), "media",
      "Keeps a film, a sound or a picture for a while, so that more can be asked of it"
    ) { call in
      guard let file = call.file else { throw Refusal.invalid([Fault(.body("#"), "there is no file")]) }
      guard let media else { throw KeptMedia.off }
      let format = try UploadDesk.format(of: file.read(at: 0, count: Sniffer.byteCount), KeptMedia.kinds)
      let change = Change(call, "media.keep")
      let kept = try await media.keep(file, by: call.caller.key)
      // Another file under this name would be the same one: nothing is lost where this is not written.
      try await change.note(
        "\(kept.key)", ["bytes": .int(kept.byteCount), "new": .bool(kept.isNew)], result: .done, in: database)
      return .json(
        [
          "media": .string("\(kept.key)"), "bytes": .int(kept.byteCount), "new": .bool(kept.isNew),
          "format": .string(format.rawValue),
        ], status: kept.isNew ? .created : .ok)
    }
    .with {
      $0.notes =
        "Its name is what it is, the SHA-256 of its bytes: GET /v1/recommendations and GET /v1/search take it as \"media\", "
        + "GET /v1/match as \"film\" and \"sound\". It is kept with the media that were fetched, until it was not used for long "
        + "or room is needed; then those answer 404, and it is brought again. Anybody with a key and the name can have it "
        + "looked at, and nobody can have it back."
      $0.body = .file(
        Upload(
          "media", Self.uploadTypes + ["image/jpeg", "image/png", "image/webp", "image/gif"],
          "a film, a sound or a picture", patience: .seconds(120)), limit: Self.mediaLimit)
      let answer = Schema.object([
        .required("media", Self.mediaName), .required("bytes", .count),
        .required("new", .boolean.described("Whether it was not kept before")),
        .required("format", .string().example("mp4")),
      ])
      $0.outcomes = [.init(.created, "Kept", answer), .init(.ok, "It was kept before", answer)]
      $0.problems = [Self.offProblem]
      $0.deadline = .seconds(60)
    }
  }

  private var forgetMedia: Endpoint {
    Endpoint(
      .delete, "/v1/media/{media}", .scope(.submit), "media", "Forgets what is kept under a name"
    ) { call in
      guard let media else { throw KeptMedia.off }
      guard let key = call.text("media").flatMap({ ContentHash($0) }) else { throw KeptMedia.gone }
      guard try await media.store.remove(key) else { throw KeptMedia.gone }
      let change = Change(call, "media.forget")
      try await change.note("\(key)", result: .done, in: database)
      return Answer(.noContent)
    }
    .with {
      $0.notes = "What was fetched for an analysis is fetched again where that needs it."
      $0.parameters = [.path("media", Self.mediaName, "Its name")]
      $0.outcomes = [.init(.noContent, "It is gone")]
      $0.problems = [(.notFound, "Nothing is kept under this name"), Self.offProblem]
    }
  }

  /// What a parameter names of what is kept; nil where it names nothing.
  func kept(_ name: String, _ call: Call) async throws -> StoredFile? {
    guard let text = call.text(name) else { return nil }
    guard let media else { throw KeptMedia.off }
    guard let key = ContentHash(text) else { throw KeptMedia.gone }
    return try await media.open(key)
  }
}
