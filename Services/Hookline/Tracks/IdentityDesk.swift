import Models
import Storage

/// Where people state which tracks are one: at the servers, or at a gateway.
enum IdentityDesk {
  case store(IdentityStore, who: String)
  case gateway(Remote)

  /// A track with what it is called, for asking whether it is meant.
  struct Named {
    let track: Track.ID
    let name: String
  }

  func named(_ selection: TrackSelection) async throws -> Named {
    let (number, shown): (Track.ID?, ShownTrack?)
    switch self {
    case .store(let store, _):
      let found = try await selection.number(in: store)
      (number, shown) = (found, try await store.show(found))
    case .gateway(let remote):
      shown = try await remote.track(selection.text)
      number = shown.flatMap { selection.number(among: $0.members) }
    }
    guard let number, let member = shown?.members.first(where: { $0.track == number }) else {
      throw selection.missing
    }
    return Named(track: number, name: "“\(TrackReport.name(member))”")
  }

  /// The number that stands for both then, and whether that is new.
  func merge(_ first: Named, _ second: Named, note: String?) async throws -> (track: Track.ID, isNew: Bool) {
    switch self {
    case .gateway(let remote): return try await remote.merge(first.track, second.track, note: note)
    case .store(let store, let who):
      do {
        let isNew = try await store.merge(first.track, second.track, by: who, note: note)
        return (try await store.canonicals(of: [first.track])[first.track] ?? first.track, isNew)
      } catch let refusal as IdentityStore.Refusal { throw Self.failure(refusal) }
    }
  }

  /// The tracks that it is parted from.
  func split(_ track: Named, from other: Named?, note: String?) async throws -> [Track.ID] {
    switch self {
    case .gateway(let remote): return try await remote.split(track.track, from: other?.track, note: note)
    case .store(let store, let who):
      do {
        return try await store.split(track.track, from: other?.track, by: who, note: note)
      } catch let refusal as IdentityStore.Refusal { throw Self.failure(refusal) }
    }
  }

  private static func failure(_ refusal: IdentityStore.Refusal) -> CommandFailure {
    switch refusal {
    case .unknown(let track): CommandFailure("there is no track \(track)")
    case .itself: CommandFailure("a track is itself: name two")
    case .apart(let left, let right):
      CommandFailure(
        "tracks \(left) and \(right) were stated to be different; \"hookline tracks merge \(left) \(right)\" takes that back"
      )
    case .tooMany(let count):
      CommandFailure("it is one with \(count) others: part it from one of them at a time")
    }
  }
}

extension Context {
  func withIdentities<Value: Sendable>(_ body: (IdentityDesk) async throws -> Value) async throws -> Value {
    if let remote = try remote() { return try await body(.gateway(remote)) }
    let who = excerpt(environment["USER"] ?? "operator", limit: 80)
    return try await withDatabase { try await body(.store(IdentityStore($0), who: who)) }
  }
}
