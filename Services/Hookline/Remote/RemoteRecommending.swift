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
    var (lists, complaints): ([KnownList], [String]) = ([], [])
    for handle in handles {
      switch try await ask(handle) {
      case .list(let list): lists.append(list)
      case .none(let reason): complaints.append("there is no list for \(handle): \(reason)")
      }
    }
    return (lists, complaints)
  }

  /// Where one is not known the gateway makes no list for any: then each is asked for alone.
  private func fresh(
    _ asked: RequestContext, _ video: RemoteVideo?
  ) async throws -> (lists: [KnownList], complaints: [String]) {
    if let lists = try await remote.fresh(handles, asked, video: video) { return (lists, []) }
    var (lists, complaints): ([KnownList], [String]) = ([], [])
    for handle in handles {
      if handles.count > 1, let list = try await remote.fresh([handle], asked, video: video)?.first {
        lists.append(list)
      } else {
        complaints.append(
          video?.number == nil
            ? Creators.unknown(handle)
            : "there is no list for \(handle): they or the video are not known, or it was not analysed yet")
      }
    }
    return (lists, complaints)
  }

  private static func brought(_ video: FreshVideo?) throws(CommandFailure) -> RemoteVideo? {
    switch video {
    case nil: return nil
    case .file(let path): return .file(try UploadFile(path, limit: RemoteVideo.limit))
    case .stored(let selection):
      if let number = selection.ownNumber { return .stored(number) }
      throw CommandFailure(
        "a gateway is asked for a video by its number here, not by what a platform calls it")
    }
  }
}

/// The video that music is wanted for: one that is known there, or one that is brought.
enum RemoteVideo: Sendable {
  case stored(Video.ID)
  case file(UploadFile)

  /// The largest film that a gateway takes.
  static let limit = 128 << 20

  var number: Video.ID? { if case .stored(let number) = self { number } else { nil } }
}
