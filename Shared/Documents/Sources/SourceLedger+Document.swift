import FoundationEssentials
import Models
public import Storage

extension SourceLedger.Health: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    var failures: [SourceFailure: Int] = [:]
    for (name, count) in try part.member("failures").counts() {
      guard let failure = SourceFailure(rawValue: name) else {
        throw try part.member("failures").fault("names what is not known here: \(name.prefix(40))")
      }
      failures[failure] = count
    }
    self.init(source: try part.text("source"))
    activity = SourceActivity(
      requests: try part.whole("requests"), failures: failures, records: try part.whole("records"),
      rejected: try part.member("rejected").counts())
    succeededAt = try part.maybeMoment("succeededAt")
    quotas = try part.list("quotas")
    notes = try part.list("notes")
  }
}

extension SourceLedger.Health.Allowance: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(name: try part.text("name"), taken: try part.whole("taken"), limit: try part.whole("limit"))
  }
}

extension SourceLedger.Health.Note: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(
      name: try part.text("name"),
      note: SourceNote(try part.text("text"), until: try part.moment("until")))
  }
}

extension RejectionStore.Entry: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(
      rejection: Rejection(
        place: try part.text("place"), offset: try part.whole("offset"), reason: try part.text("reason"),
        rule: try part.text("rule")),
      source: try part.maybeText("source"),
      run: try part.maybeValue("run", "id of a run") { UUID(uuidString: $0) }, at: try part.moment("at"))
  }
}
