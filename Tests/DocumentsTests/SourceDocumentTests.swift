import Documents
import FoundationEssentials
import Models
import Testing

@testable import Datasets
@testable import Storage

@Suite struct SourceDocumentTests {
  private static let moment = Date(timeIntervalSince1970: 1_767_225_600)

  @Test func `a source tells how it fared and until when it is left alone`() {
    var health = SourceLedger.Health(source: "library")
    health.activity = SourceActivity(requests: 9, records: 4, rejected: ["b": 1, "a": 2])
    health.succeededAt = Self.moment
    health.quotas = [.init(name: "day", taken: 120, limit: 100)]
    health.notes = [
      .init(name: SourceLedger.pause, note: SourceNote("no quota left", until: Self.moment))
    ]

    let document = JSONValue.sources(
      [health, SourceLedger.Health(source: "other")], unasked: ["other"], days: 7)

    let note = #""until": "2026-01-01T00:00:00Z"}"#
    #expect(
      document.line == """
        {"days": 7, "sources": [{"source": "library", "asked": true, "requests": 9, "failures": {}, \
        "records": 4, "rejected": {"a": 2, "b": 1}, "succeededAt": "2026-01-01T00:00:00Z", \
        "quotas": [{"name": "day", "limit": 100, "taken": 120, "left": 0}], \
        "pausedUntil": "2026-01-01T00:00:00Z", "pausedBecause": "no quota left", \
        "notes": [{"name": "pause", "text": "no quota left", \(note)]}, \
        {"source": "other", "asked": false, "requests": 0, "failures": {}, "records": 0, "rejected": {}, \
        "succeededAt": null, "quotas": [], "pausedUntil": null, "pausedBecause": null, "notes": []}]}
        """)
  }

  @Test func `a rejected record says where it was and which rule it breaks`() {
    let entry = RejectionStore.Entry(
      rejection: Rejection(place: "posts.json", offset: 12, reason: "no id", rule: "post.id"),
      source: nil, run: UUID(uuidString: "01920000-0000-7000-8000-00000000000A"), at: Self.moment)

    #expect(
      JSONValue.rejections([entry]).line == """
        {"rejected": [{"source": null, "place": "posts.json", "offset": 12, "rule": "post.id", \
        "reason": "no id", "run": "01920000-0000-7000-8000-00000000000a", "at": "2026-01-01T00:00:00Z"}]}
        """)
  }

  private static func version() -> DatasetVersion {
    var kind = DatasetReport.Kind("user")
    (kind.records, kind.rejected, kind.flagged) = (5, ["user.id": 2], ["user.name": 1])
    kind.changes = DatasetReport.Changes(added: 1, changed: 2, gone: 3, same: 4, renumbered: 5)
    var report = DatasetReport(kinds: [kind])
    (report.previous, report.counts, report.seconds) = (6, ["requests": 8], 2)
    return DatasetVersion(
      id: 7, dataset: "moovitamix", title: "of today", origin: "folder", state: .current, createdAt: moment,
      endedAt: nil, expiryAt: nil, isPacked: true, reason: nil, report: report)
  }

  @Test func `a version is read as it was told`() throws {
    let version = Self.version()

    let whole = try DatasetVersion(JSONValue.datasetVersion(version))
    let listed = try DatasetVersion(JSONValue.listedVersion(version))

    #expect(JSONValue.datasetVersion(whole) == .datasetVersion(version))
    #expect(whole.report.kinds.first?.changes == version.report.kinds.first?.changes)
    #expect(JSONValue.listedVersion(listed) == .listedVersion(version))
    #expect(listed.report.records == 5 && listed.report.rejected == 2)
  }

  private static let head = """
    "version": "7", "dataset": "moovitamix", "title": "of today", "origin": "folder", "state": "current", \
    "createdAt": "2026-01-01T00:00:00Z", "endedAt": null, "expiryAt": null, "isPacked": true, "reason": null
    """
  private static let report = """
    "records": 5, "rejected": 2, "previous": "6", "seconds": 2.0, "counts": {"requests": 8}, \
    "kinds": [{"name": "user", "records": 5, "rejected": {"user.id": 2}, "rejectedRecords": 2, \
    "flagged": {"user.name": 1}, "changes": {"added": 1, "changed": 2, "gone": 3, "same": 4, \
    "renumbered": 5}}], "doubts": []
    """

  @Test func `a version of a data set is told with the report of its import`() {
    let version = Self.version()

    #expect(
      JSONValue.datasetVersions([version]).line == "[{\(Self.head), \"records\": 5, \"rejected\": 2}]")
    #expect(JSONValue.datasetVersion(version).line == "{\(Self.head), \(Self.report)}")
    #expect(
      JSONValue.datasetVersion(version, packed: (10, 40)).line
        == "{\(Self.head), \"packedBytes\": 10, \"bytes\": 40, \(Self.report)}")
    #expect(
      JSONValue.datasetUse(version.id, of: version.dataset, wasCurrent: false, previous: 6).line
        == #"{"version": "7", "dataset": "moovitamix", "wasCurrent": false, "previous": "6"}"#)
    #expect(
      JSONValue.datasetExpiry([3, 4], isTrial: true).line == #"{"versions": ["3", "4"], "dryRun": true}"#)
  }

  @Test func `an import says how fast it was and what it left out`() {
    let outcome = MoovitaMixImport.Outcome(
      report: Self.version().report, version: 7, gaps: ["page 3: no answer"])

    #expect(
      JSONValue.datasetImport(outcome).line == """
        {"version": "7", "isUnchanged": false, "isHeld": false, \(Self.report), "recordsPerSecond": 3.5, \
        "requestsPerSecond": 4.0, "gaps": ["page 3: no answer"]}
        """)
  }
}
