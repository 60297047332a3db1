import Models

/// Sentences of what only the learned ranker knows.
extension Reason {
  var togetherSentence: String {
    guard let own = text("because") else {
      return isPro ? "used by creators who use what you use" : "seldom used by creators who use what you use"
    }
    return isPro
      ? "creators who use “\(own)”, as you did, use it too"
      : "seldom used by creators who use “\(own)”, as you did"
  }

  var kindredSentence: String {
    guard let own = text("because") else {
      return isPro ? "goes with what you have used" : "does not go with what you have used"
    }
    return isPro ? "goes with “\(own)”, which you used" : "does not go with “\(own)”, which you used"
  }

  var risingSentence: String {
    guard let factor = number("factor"), factor > 0 else {
      return isPro ? "used more and more" : "used less and less"
    }
    guard abs(factor - 1) >= 0.05 else { return "used about as much as before" }
    // What grows less than others do counts against it.
    return factor > 1
      ? "used \(Words.tenths(factor)) times as much as before"
      : "used \(Words.percent(factor)) as much as before"
  }

  var traitSentence: String {
    let name = text("name") ?? "a number"
    return isPro ? "its \(name) suits you" : "its \(name) does not suit you"
  }
}
