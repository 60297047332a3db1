import API
import Documents
import HTTP
import Models
import Storage

extension Gateway {
  /// Of all songs, in pages; those of one recording are with the recording.
  var allVariants: Endpoint {
    Endpoint(
      .get, "/v1/tracks/variants", .scope(.read), "tracks",
      "Lists versions of songs that were told from one another, the newest first"
    ) { call in
      let turn = try PageTurn(call)
      let (found, tracks) = try await IdentityStore(database).variants(
        before: try Self.number(turn.following), after: try Self.number(turn.preceding), limit: turn.count)
      var answer = turn.answer(found, at: { "\($0.id)" }) { .trackVariant($0.link) }
      guard case .json(.object(let members)) = answer.body else { return answer }
      // One more was looked for than the page has: what only that one names is not told.
      let named = Set(found.prefix(turn.limit).flatMap { [$0.link.link.left, $0.link.link.right] })
      let told = JSONValue.trackVariants([], of: tracks.filter { named.contains($0.key) })
      answer.body = .json(.object(members + [("tracks", told["tracks"] ?? [])]))
      return answer
    }
    .with {
      $0.notes =
        "Sped-up, slowed, live, remixed and others. \"tracks\" says what those are called that the page names."
      $0.parameters = Paging.parameters
      $0.outcomes = [.init(.ok, "Pairs of versions", Schemas.variantPage, headers: Paging.headers)]
    }
  }

  private static func number(_ position: String?) throws -> Int64? {
    guard let position else { return nil }
    guard let number = Int64(position) else { throw CursorPlace.foreign }
    return number
  }
}
