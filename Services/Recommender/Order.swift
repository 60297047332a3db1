import Jobs
import Models

/// What a message asks for, once it makes sense.
struct Order {
  let run: RunID
  let request: InfluencerRequest

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
    self.run = run
    self.request = request
  }

  static func read(_ input: RunToConclude) -> Result<Order, Refusal> {
    do throws(Refusal) { return .success(try Order(input)) } catch { return .failure(error) }
  }
}
