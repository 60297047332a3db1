import Testing

@testable import Benchmarks

@Suite struct FindingTests {
  private func finding(
    _ ours: Double, _ target: Finding.Target, peer: Finding.Answer = .figure(4), rival: Finding.Rival? = nil,
    count: Int = 3
  ) -> Finding {
    Finding(
      name: "a/b", unit: "share", ours: ours, peers: [("other", peer)], target: target, rival: rival,
      count: count, seed: 7)
  }

  @Test func `what is reached is met`() {
    #expect(finding(2, .atLeast(2)).isMet == true && finding(1.9, .atLeast(2)).isMet == false)
    #expect(finding(2, .atMost(2)).isMet == true && finding(2.1, .atMost(2)).isMet == false)
    #expect(finding(1, .none).isMet == true)
  }

  @Test func `a ratio above one is better for ours`() {
    #expect(finding(8, .atLeast(2)).ratio == 2)
    #expect(finding(2, .atMost(2)).ratio == 2)
    #expect(finding(0.5, .timesLess(8)).ratio == 8)
    #expect(finding(0.5, .timesLess(8)).isMet == true && finding(0.51, .timesLess(8)).isMet == false)
  }

  @Test func `a rival has to be passed or reached`() {
    #expect(finding(4, .atLeast(2), rival: .above("other")).isMet == false)
    #expect(finding(4, .atLeast(2), rival: .notBelow("other")).isMet == true)
    #expect(finding(3, .atLeast(2), rival: .notBelow("other")).isMet == false)
    #expect(finding(1, .atLeast(2), rival: .notBelow("other")).isMet == false)
  }

  @Test func `nobody knows how ours stands to a peer that was skipped`() {
    let skipped = Finding.Answer.skipped("not there")

    #expect(finding(4, .atLeast(2), peer: skipped, rival: .above("other")).isMet == nil)
    #expect(finding(1, .atLeast(2), peer: skipped, rival: .above("other")).isMet == false)
    #expect(finding(4, .atLeast(2), peer: skipped).isMet == true)
    #expect(finding(4, .timesLess(2), peer: skipped).isMet == nil)
    #expect(!finding(4, .timesLess(2), peer: skipped).meetsTarget)
  }

  @Test func `nothing judged is nothing met`() {
    #expect(finding(0, .atMost(1), count: 0).isMet == false)
    #expect(finding(.nan, .none).isMet == false)
  }

  @Test func `is told as an object`() {
    let row = finding(0.5, .atLeast(0.25), peer: .skipped("no \"pip\"\n"), rival: .above("other"))

    #expect(
      row.json == """
        {"name":"a/b","unit":"share","ours":0.5,"peers":{"other":"skipped: no \\"pip\\" "},"ratio":null,\
        "target":"at least 0.25, above other","met":null,"n":3,"seed":7}
        """)
    #expect(finding(2, .atMost(.infinity)).json.contains(#""other":4.0},"ratio":2.0,"#))
  }
}
