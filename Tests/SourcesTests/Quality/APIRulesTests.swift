import Models
import Testing

@testable import Sources

@Suite struct APIRulesTests {
  private struct Broken: Sendable {
    let rule: Rule
    let read: @Sendable (Value) throws(Breach) -> Void
    let record: String

    init(_ rule: Rule, _ read: @escaping @Sendable (Value) throws(Breach) -> Void, _ record: String) {
      (self.rule, self.read, self.record) = (rule, read, record)
    }
  }

  /// For each rule that rejects, a record that breaks it and no other.
  private static let breaches: [Broken] = [
    Broken(Rules.Research.id, research, #"{"username":"anna"}"#),
    Broken(Rules.Research.username, research, #"{"id":"1"}"#),
    Broken(Rules.Research.owner, research, #"{"id":"1","username":"bob"}"#),
    Broken(Rules.Spotify.id, track, #"{"id":"short","name":"x"}"#),
    Broken(Rules.Spotify.type, track, #"{"id":"4uLU6hMCjMI75M1A2tKUQC","type":"episode","name":"x"}"#),
    Broken(Rules.Spotify.name, track, #"{"id":"4uLU6hMCjMI75M1A2tKUQC","type":"track","name":""}"#),
    Broken(Rules.Spotify.artistID, artist, #"{"id":5,"name":"x"}"#),
    Broken(Rules.Spotify.artistName, artist, #"{"id":"4uLU6hMCjMI75M1A2tKUQC"}"#),
  ]

  @Sendable private static func research(_ value: Value) throws(Breach) {
    _ = try ResearchShape.post(value, of: try? Handle("anna"))
  }

  @Sendable private static func track(_ value: Value) throws(Breach) { _ = try SpotifyShape.track(value) }
  @Sendable private static func artist(_ value: Value) throws(Breach) { _ = try SpotifyShape.artist(value) }

  @Test func `every rule of an API that rejects does so`() throws {
    for breach in Self.breaches {
      let value = try Value.document(Array(breach.record.utf8))
      let error = #expect(throws: Breach.self) { try breach.read(value) }
      #expect(error?.rule == breach.rule)
    }
    let rejecting = (Rules.Research.all + Rules.Spotify.all).filter { $0.consequence == .rejected }
    #expect(Set(Self.breaches.map(\.rule.id)) == Set(rejecting.map(\.id)))
  }
}
