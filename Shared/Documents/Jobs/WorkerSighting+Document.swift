import FoundationEssentials
public import Jobs

extension WorkerSighting: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    let load = WorkerRecord.Load(
      state: try part.choice("state"), busy: try part.whole("busy"), done: Int64(try part.whole("done")),
      failed: Int64(try part.whole("failed")))
    let worker = WorkerRecord(
      id: try part.text("id"), kind: try part.text("kind"), host: try part.text("host"),
      pid: Int32(try part.whole("pid", 0...Int(Int32.max))), version: try part.text("version"),
      slots: try part.whole("slots"), load: load)
    let seconds = Int64(try part.whole("silentSeconds", 0...1_000_000_000))
    self.init(worker: worker, startedAt: try part.moment("startedAt"), silence: .seconds(seconds))
    guard try part.flag("silent") != isSilent else { return }
    // Within the second that is told it may have become silent.
    silence += .milliseconds(500)
    guard isSilent else { throw try part.member("silent").fault("is not what the seconds beside it say") }
  }
}
