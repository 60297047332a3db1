import Documents
import Models
import Recommending

/// On what a list rests, for people.
struct BasisReport {
  let basis: ListBasis

  private var leftOut: [(reason: String, count: Int)] { basis.leftOutByReason }

  var lines: [String] {
    var lines = [basis.creator.sentence]
    if !leftOut.isEmpty {
      lines.append(
        "left out: " + leftOut.map { "\(grouped($0.count)) \(words($0.reason))" }.joined(separator: ", "))
    }
    if basis.flagged > 0 {
      lines.append("\(counted(basis.flagged, "track")) of the list: nothing is known of the rights")
    }
    return lines
  }

  private func words(_ reason: String) -> String {
    switch LeftOut(rawValue: reason) {
    case .unnamed: "without a name"
    case .used: "used before"
    case .dismissed: "dismissed"
    case .genre: "of another genre"
    case .mood: "of another mood"
    case .tempo: "of another tempo"
    case .length: "too short"
    case .language: "of other languages"
    case .forbidden: "forbidden"
    case .unknownRights: "of unknown rights"
    case .otherUse: "allowed for other uses only"
    case .otherTerritory: "allowed elsewhere only"
    case .expired: "allowed until earlier"
    case .notYet: "allowed later"
    case .otherSource: "allowed by other contracts"
    case nil: excerpt(reason, limit: 40)
    }
  }
}
