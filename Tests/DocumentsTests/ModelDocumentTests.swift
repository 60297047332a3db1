import Documents
import FoundationEssentials
import Testing

@testable import Storage

@Suite struct ModelDocumentTests {
  private static func found(snapshot: String, metrics: String) -> ModelStore.Found {
    ModelStore.Found(
      id: 3, madeAt: Date(timeIntervalSince1970: 1_767_225_600),
      record: ModelRecord(
        kind: "company", state: .former, form: "ease", digest: "ab", byteCount: 10, seed: 7,
        snapshot: JSON(text: snapshot), parameters: JSON(text: #"{"b": 2, "a": 0.5}"#),
        metrics: JSON(text: metrics)))
  }

  private static let head = """
    "id": "3", "state": "former", "form": "ease", "madeAt": "2026-01-01T00:00:00Z", "digest": "ab", \
    "bytes": 10, "seed": "7"
    """

  @Test func `a model tells what it learnt from and how well it foretells`() {
    let found = Self.found(
      snapshot: #"{"authors": 1, "tracks": 2, "uses": 3, "video": 9007199254740993}"#,
      metrics: #"{"judged": 5, "scores": [{"name": "lists", "ndcg": 0.5, "low": 0.25, "high": 0.75}]}"#)

    #expect(
      JSONValue.models([found]).line == """
        {"models": [{\(Self.head), "learntFrom": {"creators": 1, "tracks": 2, "uses": 3, \
        "newestVideo": "9007199254740993"}, "parameters": {"a": 0.5, "b": 2.0}, "judged": 5, \
        "scores": [{"name": "lists", "ndcg": 0.5, "low": 0.25, "high": 0.75, "recall": null}]}]}
        """)
    #expect(JSONValue.modelUse(3).line == #"{"model": "3", "current": true}"#)
  }

  @Test func `what another version wrote of a model is left out`() {
    let found = Self.found(snapshot: #"{"authors": "many"}"#, metrics: "[]")

    #expect(
      JSONValue.models([found]).line == """
        {"models": [{\(Self.head), "learntFrom": null, "parameters": {"a": 0.5, "b": 2.0}, \
        "judged": null, "scores": []}]}
        """)
  }
}
