public import Jobs
import Messaging

extension RunRecord: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    let expected = try part.whole("expected")
    let settled = try part.whole("settled")
    guard settled <= expected else {
      throw try part.member("settled").fault("says that more is settled than there was")
    }
    self.init(
      id: try part.value("id", "id of a run", { RunID($0) }), kind: try part.text("kind"),
      subject: try part.text("subject"), generation: try part.whole("generation"),
      lane: try part.choice("lane"), state: try part.choice("state"), stop: try part.maybeChoice("stop"),
      expected: expected, remaining: expected - settled, failed: try part.whole("failed"),
      finale: try part.maybeText("finale"), deadline: try part.maybeMoment("deadline"),
      createdAt: try part.moment("createdAt"), finishedAt: try part.maybeMoment("finishedAt"))
  }
}

extension TaskRecord: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(
      id: try part.value("id", "id of a task", { TaskID($0) }), kind: try part.text("kind"),
      lane: try part.choice("lane"), state: try part.choice("state"), isShared: try part.flag("shared"),
      isVital: try part.flag("vital"), attempt: try part.whole("attempt"), starts: try part.whole("starts"),
      owner: try part.maybeText("owner"), enqueuedAt: try part.moment("enqueuedAt"),
      startedAt: try part.maybeMoment("startedAt"), finishedAt: try part.maybeMoment("finishedAt"),
      dueAt: try part.maybeMoment("dueAt"), lastError: try part.maybeText("error"),
      deadMessage: try part.maybeID("deadMessage"))
  }
}

extension RunStage: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    var counts: [TaskState: Int] = [:]
    for state in TaskState.allCases {
      let count = try part.whole(state.rawValue)
      if count > 0 { counts[state] = count }
    }
    self.init(kind: try part.text("kind"), counts: counts)
  }
}
