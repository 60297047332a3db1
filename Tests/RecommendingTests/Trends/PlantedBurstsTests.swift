import Testing

@testable import Recommending

@Suite struct PlantedBurstsTests {
  @Test func `planted bursts are found within two days, and next to nothing else is`() {
    let seeds: [UInt64] = Array(1...20)

    let result = seeds.map { PlantedBursts(seed: $0).watch() }.reduce(.init(), +)

    print(
      "planted bursts, seeds 1 to 20: \(result.found) of \(result.bursts) found within 2 days;",
      "\(result.falseAlarms) false alarms on \(result.quietDays) track-days,",
      "\(result.falseAlarmsPerThousand) per 1,000; \(result.floodsTaken) of \(result.floodedDays) floods taken"
    )
    #expect(result.bursts == 500 && result.quietDays > 50_000 && result.floodedDays > 1_000)
    #expect(result.foundShare >= 0.97, "\(result)")
    #expect(result.falseAlarmsPerThousand <= 1, "\(result)")
    #expect(result.floodsTaken == 0, "\(result)")
  }

  @Test func `the same seed makes the same world, another one another`() {
    let result = PlantedBursts(seed: 7).watch()

    #expect(PlantedBursts(seed: 7).watch() == result && PlantedBursts(seed: 8).watch() != result)
  }
}
