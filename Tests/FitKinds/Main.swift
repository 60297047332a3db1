import Audio
import FoundationEssentials
import Glibc
import Samples
import TestMusic

/// Fits the weights by which speech, music and noise are told apart.
///
/// usage: FitKinds traits tuning|unseen SEED COUNT SPEECH-FOLDER > FILE
///        FitKinds fit < FILE > Shared/Audio/Kinds/KindWeights+Table.swift
///        FitKinds judge < FILE
///
/// `traits` cuts sounds into pieces of three seconds and prints a line for each: its kind, what it is and its traits.
/// Speech is made by `voices` beside this file; music and noises, about so many of each sort, by TestMusic and `Racket`.
/// What is fitted to is treated as recordings are. `fit` learns from such lines of the tuning half, and from nothing
/// else, and prints Swift; `judge` says how the fitted weights do. The weights in the project are of the seed 31 and of
/// 150 pieces, and come out the same each time. With `--release`, as it is a matter of minutes.
@main struct Main {
  static func main() throws {
    let words = Array(CommandLine.arguments.dropFirst())
    switch (words.first, words.count) {
    case ("traits", 5):
      guard let split = Split(rawValue: words[1]), let seed = UInt64(words[2]), let count = Int(words[3])
      else { return usage() }
      try Corpus(split: split, seed: seed, count: count, speech: words[4]).forEach { print($0) }
    case ("fit", 1):
      let samples = samples()
      Table(Fit(samples).run(), count: samples.count).write()
    case ("judge", 1): print(Outcome(samples(), .fitted))
    default: usage()
    }
  }

  private static func usage() {
    print("usage: FitKinds traits tuning|unseen SEED COUNT SPEECH-FOLDER | FitKinds fit | FitKinds judge")
    exit(2)
  }

  private static func samples() -> [Sample] {
    var samples: [Sample] = []
    while let line = readLine() { Sample(line).map { samples.append($0) } }
    return samples
  }
}
