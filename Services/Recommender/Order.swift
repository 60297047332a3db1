import FoundationEssentials
import Jobs
import Models

/// What a message asks for, once it makes sense.
struct Order {
  let run: RunID
  let request: InfluencerRequest
  /// The night that it is for.
  let night: Day?

  struct Refusal: Error {
    let reason: String
  }

  init(_ input: RunToConclude) throws(Refusal) {
    guard let run = RunID(input.run) else {
      throw Refusal(reason: "\"\(input.run.prefix(80))\" is not the id of a run")
    }
    guard let request = InfluencerRequest(subject: input.subject) else {
      throw Refusal(reason: "the run is about \"\(input.subject.prefix(80))\", which is no creator")
    }
    var night: Day?
    if let text = input.day {
      guard let day = Day(text) else {
        throw Refusal(reason: "\"\(text.prefix(80))\" is no day such as 2026-01-31")
      }
      night = day
    }
    self.run = run
    self.request = request
    self.night = night
  }

  /// For what is left to chance: another for each run, and the same when it is tried again.
  var number: UInt64 {
    withUnsafeBytes(of: run.uuid.uuid) { bytes in
      bytes.reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }
  }

  /// The day whose list it is when it is made now. What waited for longer than a night is the list of the day on which it
  /// is made: it goes by what is known then.
  func day(at now: Date) -> Day {
    let today = Day(now)
    guard let night, (night...night.adding(1)).contains(today) else { return today }
    return night
  }

  static func read(_ input: RunToConclude) -> Result<Order, Refusal> {
    do throws(Refusal) { return .success(try Order(input)) } catch { return .failure(error) }
  }
}
