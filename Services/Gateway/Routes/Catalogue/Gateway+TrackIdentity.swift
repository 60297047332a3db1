import API
import Documents
import HTTP
import Models
import Storage

extension Gateway {
  /// What people state of tracks.
  var trackIdentity: [Endpoint] { [mergeTrack, splitTrack] }

  private static let note = Schema.Property.optional(
    "note", .string(1...1_000).described("Why, for whoever looks at it later"))

  private var mergeTrack: Endpoint {
    Endpoint(
      .post, "/v1/tracks/{id}/merge", .scope(.ops), "tracks", "States that two tracks are one recording"
    ) { call in
      let store = IdentityStore(database)
      let first = try await TrackRoute(call, in: database).number()
      let second = try await TrackRoute(call.member("with")?.stringValue ?? "", in: database).number()
      let (change, note) = (Change(call, "tracks.merge"), call.member("note")?.stringValue)
      let isNew: Bool
      do {
        isNew = try await store.merge(first, second, by: change.who, note: note) { session in
          try change.note("\(first)", ["with": .string("\(second)"), "note": JSONValue(note)], session)
        }
      } catch let refusal as IdentityStore.Refusal { throw Self.refusal(refusal) }
      let canonical = try await store.canonicals(of: [first])[first] ?? first
      return .json(.trackMerge(canonical, isNew: isNew))
    }
    .with {
      $0.notes = "\"changed\" is false where they were one already. A split takes it back."
      $0.parameters = [TrackRoute.parameter]
      $0.body = .json(
        .object([.required("with", TrackRoute.schema), Self.note]),
        examples: [["with": "18", "note": "remaster"], ["with": "spotify:4uLU6hMCjMI75M1A2tKUQC"]])
      $0.outcomes = [
        .init(
          .ok, "The number that stands for both",
          .object([.required("track", .numericID), .required("changed", .boolean)]))
      ]
      $0.problems = Self.identityProblems
    }
  }

  private var splitTrack: Endpoint {
    Endpoint(
      .post, "/v1/tracks/{id}/split", .scope(.ops), "tracks",
      "States that a track is another recording than one, or than all that it is one with"
    ) { call in
      let track = try await TrackRoute(call, in: database).number()
      var other: Track.ID?
      if let text = call.member("from")?.stringValue {
        other = try await TrackRoute(text, in: database).number()
      }
      let (change, note) = (Change(call, "tracks.split"), call.member("note")?.stringValue)
      do {
        let parted = try await IdentityStore(database).split(
          track, from: other, by: change.who, note: note
        ) { session, parted in
          try change.note(
            "\(track)", ["parted": .strings(parted.map(\.description)), "note": JSONValue(note)], session)
        }
        return .json(.trackSplit(track, from: parted))
      } catch let refusal as IdentityStore.Refusal { throw Self.refusal(refusal) }
    }
    .with {
      $0.notes = "No rule makes them one again. A merge takes it back."
      $0.parameters = [TrackRoute.parameter]
      $0.body = .json(
        .object([.optional("from", TrackRoute.schema), Self.note]), isRequired: false,
        examples: [["from": "18"], .object([])])
      $0.outcomes = [
        .init(
          .ok, "The track, and those that it is parted from",
          .object([.required("track", .numericID), .required("parted", .array(.numericID))]))
      ]
      $0.problems = Self.identityProblems
    }
  }

  private static let identityProblems: [(status: Status, summary: String)] = [
    (.notFound, "There is no such track"),
    (.conflict, "Several recordings are called so, or the opposite was stated of these"),
  ]

  private static func refusal(_ refusal: IdentityStore.Refusal) -> Refusal {
    switch refusal {
    case .unknown: TrackRoute.missing
    case .itself: .invalid([Fault(.body("#"), "a track is itself: name two")])
    case .apart(let left, let right):
      Refusal(
        .conflict, "apart",
        "Tracks \(left) and \(right) were stated to be different; POST /v1/tracks/\(left)/merge with \(right) takes "
          + "that back.")
    case .tooMany(let count):
      Refusal(
        .conflict, "too-many", "It is one with \(count) others: part it from one of them at a time.")
    }
  }
}
