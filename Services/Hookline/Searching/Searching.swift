import Documents
import Glibc
import HTTP
import Lifecycle
import Models
import Search
import Storage

/// The ways of `hookline search`.
enum Searching {
  static func words(_ request: SearchRequest.Words, _ context: Context) async throws {
    let found: FoundVideos
    if let remote = try context.remote() {
      found = try await remote.videos(request.asked)
    } else {
      found = try await context.withDatabase { database in
        try await VideoSearch(database).videos(
          request.question, request.restriction, after: request.after, limit: request.limit)
      }
    }
    WordsReport(found: found, isFurther: request.after != nil).show(on: context.console)
  }

  static func picture(_ path: String, limit: Int, _ context: Context) async throws {
    if let remote = try context.remote() {
      let (file, second) = try PictureReading.parted(path) { access($0, F_OK) == 0 }
      let (frames, searched) = try await remote.frames(like: file, at: second, limit: limit)
      return FramesReport(searched: searched).show(frames, on: context.console)
    }
    let settings = try context.settings(requiring: [\.databaseURL])
    let descriptors = try await PictureReading(settings, context).descriptors(of: path)
    let memory = settings[\.searchMemory].value
    let (frames, loaded) = try await context.withDatabase { database in
      try await PictureSearch(database, memoryLimit: memory).frames(like: descriptors, limit: limit)
    }
    FramesReport(searched: SearchedFrames(loaded)).show(frames, on: context.console)
  }

  static func videos(like selection: VideoSelection, limit: Int, _ context: Context) async throws {
    if let remote = try context.remote() {
      let (copies, searched) = try await remote.videos(like: selection.asked, limit: limit)
      return FramesReport(searched: searched).show(copies, on: context.console)
    }
    let memory = try context.settings(requiring: [\.databaseURL])[\.searchMemory].value
    let (videos, loaded) = try await context.withDatabase { database in
      try await PictureSearch(database, memoryLimit: memory).videos(
        like: try await selection.number(in: database), limit: limit)
    }
    FramesReport(searched: SearchedFrames(loaded)).show(videos, on: context.console)
  }

  static func meaning(
    _ text: String, _ restriction: Restriction, limit: Int,
    asked: [(name: String, value: String)], _ context: Context
  ) async throws {
    if let remote = try context.remote() {
      let (videos, model) = try await remote.videos(meaning: asked)
      return MeaningReport(model: model).show(videos, on: context.console)
    }
    let settings = try context.settings(requiring: [\.databaseURL])
    guard let endpoint = try EmbeddingSettings(settings) else {
      throw CommandFailure(EmbeddingSettings.advice)
    }
    let videos = try await context.withDatabase { database in
      try await MeaningSearch(database, EmbeddingEndpoint(endpoint)).videos(text, restriction, limit: limit)
    }
    MeaningReport(model: endpoint.model).show(videos, on: context.console)
  }
}
