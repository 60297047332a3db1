import Knowledge
import Models
import Recommending

/// The lists that `recommend` shows, asked for at a gateway.
struct RemoteRecommending {
  let remote: Remote
  let handles: [Handle]
  let request: RecommendRequest

  func answer() async throws -> (lists: [KnownList], complaints: [String]) {
    switch request.way {
    case .newest: try await stored()
    case .run(let run): try await stored { try await remote.stored($0, run: run, limit: request.limit) }
    case .day(let day): try await stored { try await remote.stored($0, day: day, limit: request.limit) }
    case .fresh(let asked, let video): try await fresh(asked, try Self.brought(video))
    }
  }

  private func stored() async throws -> (lists: [KnownList], complaints: [String]) {
    try await stored { try await remote.stored($0, limit: request.limit) }
  }

  private func stored(
    _ ask: (Handle) async throws -> Remote.Stored
  ) async throws -> (lists: [KnownList], complaints: [String]) {
    var (lists, listless): ([KnownList], [Handle]) = ([], [])
    for handle in handles {
      switch try await ask(handle) {
      case .list(let list): lists.append(list)
      case .none: listless.append(handle)
      }
    }
    guard !listless.isEmpty else { return (lists, []) }
    var day: Day?
    if case .day(let asked) = request.way { day = asked }
    let lacks = try await remote.lacks(of: listless, day: day)
    return (
      lists,
      lacks.map { lack in
        guard lack.isKnown else { return Creators.unknown(lack.handle) }
        return request.lack(of: lack.handle, lack.reason, nearest: lack.nearest)
      }
    )
  }

  /// Where one is not known the gateway makes no list for any: then each is asked for alone.
  private func fresh(
    _ asked: RequestContext, _ video: RemoteVideo?
  ) async throws -> (lists: [KnownList], complaints: [String]) {
    // What is wrong with the video is told before anything else.
    if let name = video?.name { try await check(name) }
    if let lists = try await remote.fresh(handles, asked, video: video) { return (lists, []) }
    var (lists, complaints): ([KnownList], [String]) = ([], [])
    for handle in handles {
      if handles.count > 1, let list = try await remote.fresh([handle], asked, video: video)?.first {
        lists.append(list)
      } else {
        complaints.append(Creators.unknown(handle))
      }
    }
    return (lists, complaints)
  }

  private func check(_ name: String) async throws {
    guard let video = try await remote.video(name) else {
      throw CommandFailure("there is no video \(excerpt(name, limit: 80))")
    }
    guard video.isAnalysed else {
      throw CommandFailure(
        "video \(video.number) was not analysed yet: nothing is known of what would suit it")
    }
  }

  private static func brought(_ video: FreshVideo?) throws(CommandFailure) -> RemoteVideo? {
    switch video {
    case nil: nil
    case .file(let path): .file(try UploadFile(path, limit: RemoteVideo.limit))
    case .stored(let selection): .stored(selection.asked)
    }
  }
}

/// The video that music is wanted for: one that is known there, or one that is brought.
enum RemoteVideo: Sendable {
  /// By its number, or by what a platform calls it.
  case stored(String)
  case file(UploadFile)

  /// The largest film that a gateway takes.
  static let limit = 128 << 20

  var name: String? { if case .stored(let name) = self { name } else { nil } }
}
