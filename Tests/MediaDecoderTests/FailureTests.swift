import MediaWire
import Testing

@Suite struct FailureTests {
  @Test func `a failure is read as it was written`() throws {
    let failure = Reply.failure(Failure(.unsupported, "no decoder"))

    #expect(try Reply(failure.kind, failure.payload) == failure)
  }
}
