import Documents
import Testing

@Suite struct QueueFlowTests {
  @Test(
    arguments: [
      (100, 0, 10, 10), (100, 5, 10, 20), (0, 5, 0, 0), (-3, 0, 0, 0), (100, 10, 10, nil), (100, 10, 5, nil),
      (100, 0, 0.0001, nil), (nil, 0, 10, nil), (100, nil, 10, nil), (100, 0, nil, nil),
    ] as [(Int?, Double?, Double?, Double?)])
  func `a queue is empty when more leaves than comes, and else never`(
    depth: Int?, incoming: Double?, outgoing: Double?, seconds: Double?
  ) {
    #expect(QueueFlow(depth: depth, incoming: incoming, outgoing: outgoing).drainSeconds == seconds)
  }

  @Test(arguments: [(40, 60, 10.0, 2.0, 0.0), (60, 40, 10, 0, 2), (5, 5, 2, 0, 0)])
  func `between two depths something came or went`(
    earlier: Int, depth: Int, seconds: Double, incoming: Double, outgoing: Double
  ) {
    let flow = QueueFlow(depth: depth).since(earlier, seconds: seconds)

    #expect(flow == QueueFlow(depth: depth, incoming: incoming, outgoing: outgoing))
  }

  @Test func `without two depths or time between them there are no rates`() {
    #expect(QueueFlow(depth: 3).since(nil, seconds: 1) == QueueFlow(depth: 3))
    #expect(QueueFlow().since(3, seconds: 1) == QueueFlow())
    #expect(QueueFlow(depth: 3).since(1, seconds: 0) == QueueFlow(depth: 3))
  }

  @Test func `the total adds what is known and ends with the last of them`() {
    let flows = [
      QueueFlow(depth: 10, incoming: 0, outgoing: 1), QueueFlow(depth: 20, incoming: 1, outgoing: 11),
      QueueFlow(),
    ]

    #expect(QueueFlow.total(flows) == QueueFlow(depth: 30, incoming: 1, outgoing: 12))
    #expect(QueueFlow.drainSeconds(Array(flows.dropLast())) == 10)
    #expect(QueueFlow.drainSeconds(flows) == nil)
    #expect(QueueFlow.total([]) == QueueFlow())
  }
}
