/// A country, or the whole world.
public struct Territory: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// A code of ISO 3166-1, in two capital letters, or `WW`.
  public let code: String

  /// Everywhere.
  public static let world = Territory(unchecked: "WW")

  /// Nil where the code stands for no country; small letters are taken for capitals.
  public init?(_ code: String) {
    let code = code.uppercased()
    guard code == Self.world.code || Self.codes.contains(code) else { return nil }
    self.code = code
  }

  private init(unchecked code: String) { self.code = code }

  public var description: String { code }

  /// Whether what is said of this territory holds in the other.
  public func covers(_ other: Territory) -> Bool { self == .world || self == other }

  public static func < (left: Self, right: Self) -> Bool { left.code < right.code }

  /// The countries of ISO 3166-1.
  public static let codes = Set(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC
    CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD
    GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH
    KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW
    MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC
    SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY
    UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
