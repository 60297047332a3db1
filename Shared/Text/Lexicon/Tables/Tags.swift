extension Tables {
  /// Tags that are put on everything.
  static let tags = """
    generic: fyp, fy, fypage, fypシ, foryou, foryoupage, foryourpage, forupage, foru, 4you, 4u, fyppppp
    generic: fypp, fyppp, fypviral
    generic: viral, viralvideo, viralvideos, viraltiktok, goviral, trending, trend, trendy
    generic: trendingvideo, trendingnow, trends
    generic: tiktok, tiktokers, tiktoker, tiktoktrend, xyzbca, xyz, xyzcba, blowthisup, blowup, explore
    generic: explorepage
    generic: parati, paratii, paratipage, pourtoi, pourtoii, pourtoipage, perte, neiperte, fürdich
    generic: fuerdich, fyr, fördig
    generic: fordig, fyptiktok, fypdong, fypage, foryouu, virall, viralreels, reels, reelsinstagram
    generic: instagram, shorts, capcut
    generic: capcutedit, follow, followme, like, likes, likeforlikes, follow4follow, fy fy, keşfet
    generic: kesfet, recommendations
    generic: おすすめ, おすすめにのりたい, 추천, 추천떠라, 热门, 推荐, 抖音, рекомендации, рек, xuhuong
    generic: viralpost, mustwatch, duet, stitch
    """
}
