import Jobs
import Testing

@testable import Hookline

@Suite struct RunBookTests {
  @Test func `what is told is asked for once, and only what is waited for`() {
    let (ours, other) = (RunID.make(), RunID.make())
    var book = RunWatch.Book([ours])

    book.hear("\(other) \(ours) nonsense  \(ours)")

    #expect(book.takeTold() == [ours])
    #expect(book.takeTold() == [])
  }

  @Test func `a run that is over stays as it ended`() {
    let (first, second) = (RunID.make(), RunID.make())
    // Merged requests have the same run.
    var book = RunWatch.Book([first, second, first])
    #expect(book.openCount == 2)

    book.note(first, .failed)
    book.note(first, .complete)
    book.note(RunID.make(), .complete)
    book.hear("\(first)")

    #expect(book.states == [first: .failed, second: .open])
    #expect(book.open == [second] && book.openCount == 1 && book.takeTold() == [])
  }
}
