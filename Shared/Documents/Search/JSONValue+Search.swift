public import Search
import Vision

extension JSONValue {
  /// A page of videos that were found by words, and what asks for the next page; null on the last one. What is found is put
  /// in order anew for each page, so nothing asks for the one before.
  public static func foundVideos(_ found: FoundVideos) -> JSONValue {
    [
      "videos": .array(
        found.videos.map { .object([("match", .string($0.match.rawValue))] + members($0)) }),
      "next_cursor": JSONValue(found.next), "prev_cursor": .null, "cut": .bool(found.isCut),
      "corrections": .object(
        found.corrections.sorted { $0.key < $1.key }.map { ($0.key, .strings($0.value)) }),
      "pending": .int(found.pending),
    ]
  }

  /// Videos that were found by a picture, and in how many was looked for it.
  public static func foundFrames(_ frames: [FoundFrame], in searched: SearchedFrames) -> JSONValue {
    [
      "videos": .array(
        frames.map { frame in
          .object(
            [
              ("time", .double(frame.time)), ("likeness", .double(frame.likeness)),
              ("verdict", .string(frame.verdict.rawValue)),
            ] + members(frame.video))
        }),
      "searched": counts(searched),
    ]
  }

  /// Videos that show much the same as another, and among how many was looked for them.
  public static func foundCopies(_ copies: [FoundCopy], in searched: SearchedFrames) -> JSONValue {
    [
      "videos": .array(
        copies.map { copy in
          .object(
            [
              ("same", .bool(copy.likeness.isSame)), ("share", .double(copy.likeness.share)),
              ("frames", .int(copy.likeness.frames)), ("distance", .double(copy.likeness.distance)),
              ("offset", .double(copy.likeness.offset)),
            ] + members(copy.video))
        }),
      "searched": counts(searched),
    ]
  }

  /// Videos that were found by what they mean, and the model that said so.
  public static func meantVideos(_ videos: [MeantVideo], model: String) -> JSONValue {
    [
      "videos": .array(
        videos.map { .object([("likeness", .double($0.likeness))] + members($0.video)) }),
      "model": .string(model),
    ]
  }

  private static func members(_ video: FoundVideo) -> [(String, JSONValue)] {
    [
      ("video", .string("\(video.video)")), ("key", JSONValue(video.key)),
      ("author", JSONValue(video.handle.map { "@" + $0 })),
      ("authorName", JSONValue(video.author)), ("caption", .string(video.caption)),
      ("hashtags", .strings(video.hashtags)), ("postedAt", JSONValue(video.postedAt)),
      ("plays", JSONValue(video.plays.map { Int(clamping: $0) })), ("language", JSONValue(video.language)),
      ("genre", JSONValue(video.genre)), ("mood", JSONValue(video.mood)), ("url", JSONValue(video.url)),
      ("copies", .int(video.copies)),
    ]
  }

  private static func counts(_ searched: SearchedFrames) -> JSONValue {
    [
      "frames": .int(searched.frames), "videos": .int(searched.videos),
      "loadingSeconds": .double(searched.loadingSeconds), "bytes": .int(searched.bytes),
    ]
  }
}
