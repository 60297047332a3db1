import Models

/// The words, in the languages in which music is posted.
enum Tables {
  static let marks: [(VariantKind, Phrases.Place, String)] = [
    (
      .spedUp, .anywhere,
      """
      sped up,speed up,spedup,speedup,sped-up version,speed up version,sped up version,speed version,fast version,\
      faster version,nightcore,nightcore version,super sped up,ultra sped up,version acelerada,acelerada,acelerado,\
      versao acelerada,accéléré,accélérée,version accélérée,schneller,schnelle version,velocizzata,velocizzato,\
      ускоренная версия,ускорено,ускоренный,спид ап,спидап,przyspieszona,przyspieszone,hızlandırılmış,dipercepat,\
      xsped up,sped upp
      """
    ),
    (.spedUp, .inside, "빠른 버전,스피드 업"),
    (.slowed, .inside, "느린 버전"),
    (.spedUp, .whole, "fast,faster,speed,rapida,rapide,быстрая версия,1 25x,1 2x,1 5x"),
    (
      .slowed, .anywhere,
      """
      slowed,slowed down,slowed reverb,slowed and reverb,slowed n reverb,slowed to perfection,slow reverb,\
      super slowed,ultra slowed,slow version,slowed version,slower version,chopped and screwed,daycore,\
      ralentí,ralentie,version ralentie,version lenta,desacelerada,desacelerado,verlangsamt,langsame version,\
      rallentata,замедленная версия,замедлено,слоуд,slowed rvb,spowolnione,yavaşlatılmış,diperlambat
      """
    ),
    (.slowed, .whole, "slow,slower,lenta,lento,0 8x,0 75x,screwed"),
    (.effect, .anywhere, "8d audio,8d,bass boosted,16d audio,9d audio,muffled,in another room"),
    (.effect, .inside, "reverb,reverbed,bass boost"),
    (.clip, .anywhere, "snippet"),
    (
      .clip, .whole,
      "teaser,preview,excerpt,extrait,ausschnitt,fragmento,trecho,отрывок,фрагмент,chorus only,short clip"
    ),
    (.clip, .whole, "clip,short,hook,short version,refrain,припев"),
    (.extended, .anywhere, "extended mix,extended version,extended edit,extended remix,1 hour loop,10 hours"),
    (.extended, .inside, "long version,12 mix,12 inch,12 inch version,1 hour,club mix,maxi version"),
    (.extended, .whole, "extended,loop,loop version"),
    (.remix, .anywhere, "remix,rmx,remixed,bootleg,mashup,mash up,ремикс,remiks,remezcla"),
    (.remix, .inside, "rework,reworked,refix,remix by,remixed by,vip mix,dj mix,phonk version,jersey club"),
    (.remix, .end, "flip,mix,dub,vip,rmx edit,dub mix"),
    (
      .live, .anywhere,
      """
      live version,live session,live sessions,live at,live from,live performance,live acoustic,en vivo,ao vivo,\
      dal vivo,en directo,na żywo,live aus,canlı performans,вживую,live lounge,live on kexp
      """
    ),
    (.live, .whole, "live,concert,en concert,en concierto,концерт,canlı,koncert,live video,konzert"),
    (
      .live, .start,
      "live in,live on,live with,live 19,live 20,recorded live,in concert,live im,live en,live à,live bei,live auf"
    ),
    (.live, .end, "unplugged live,live recording,live take,live mix,live edit,live ver"),
    (
      .cover, .anywhere,
      """
      cover by,covered by,cover version,piano cover,guitar cover,acoustic cover,violin cover,drum cover,metal cover,\
      rock cover,male cover,female cover,cover version by,as made famous by,made famous by,originally performed by,\
      in the style of,tribute to,кавер,cover en español,cover español,versión cover
      """
    ),
    (.cover, .end, "cover,tribute,coverversion,reprise de,кавер версия"),
    (.cover, .whole, "cover,covers"),
    (
      .acoustic, .anywhere,
      "acoustic version,acoustic,unplugged,versión acústica,acústico,acústica,acoustique,akustik"
    ),
    (
      .acoustic, .whole,
      "stripped,stripped version,acustica,akustisch,акустика,акустическая версия,unplugged version,stripped down"
    ),
    (
      .instrumental, .anywhere,
      "instrumental version,instrumental,off vocal,no vocals,backing track,инструментал,minus one,минус,strumentale"
    ),
    (
      .instrumental, .inside,
      "inst,instrumentale,instrumentalversion,beat only,music only,минусовка,without vocals"
    ),
    (.karaoke, .anywhere, "karaoke version,karaoke,караоке,karaoké,playback"),
    (
      .vocals, .anywhere,
      "acapella,a cappella,acappella,vocals only,vocal only,isolated vocals,акапелла,a capella"
    ),
    (
      .demo, .inside,
      "demo,demo version,early demo,original demo,home demo,first take,rough mix,outtake,work in progress"
    ),
    (.rerecording, .inside, "re recorded,rerecorded,re recording,re record,newly recorded"),
    (.clean, .whole, "clean,clean version,censored,clean edit,radio clean"),
    (.edit, .end, "edit,short edit,club edit,tiktok edit,edit audio,audio edit,cut,dj edit"),
    (.version, .end, "version,ver,versión,versão,versione,wersja,версия,versi,verze,verzió,versiyon,vers"),
    (
      .version, .inside,
      "orchestral,symphonic,piano version,a cappella version,lullaby,music box,lofi,lo fi,8 bit,8bit"
    ),
  ]

  static let nothing =
    """
    official,official video,official music video,official audio,official lyric video,official lyrics video,lyric video,\
    lyrics video,lyrics,lyric,audio,video,music video,mv,m v,hd,hq,4k,visualizer,visualiser,clip officiel,clip oficial,\
    video oficial,vidéo officielle,audio oficial,audio officiel,videoclip,videoclip oficial,letra,lyrics letra,paroles,\
    testo,clip ufficiale,video ufficiale,videoclip ufficiale,offizielles video,offizielles musikvideo,официальный клип,\
    официальное видео,клип,премьера,премьера клипа,resmi video,explicit,explicit version,explicit content,dirty,\
    bonus track,bonus,deluxe,deluxe edition,deluxe version,special edition,anniversary edition,mono,stereo,mono version,\
    stereo version,stereo mix,mono mix,original mix,original,original version,originalversion,album version,album mix,\
    main version,studio version,full version,full song,full,lp version,standard version,version original,versión original,\
    remaster,remastered,remasterizado,remasterizada,remasterisé,remasterisée,remastered version,remaster version,\
    digital remaster,digitally remastered,new remaster,ремастер,remastering,2 0 remaster,hi res,dolby atmos,spatial audio,\
    original motion picture soundtrack,motion picture soundtrack,soundtrack,original soundtrack,ost,from the movie,\
    color coded,with lyrics,eng sub,free download,out now,new single,prod,premiere,exclusive,trending,viral,tiktok song,\
    tiktok viral
    """

  static let nothingAtEnd =
    """
    official video,official music video,official audio,official lyric video,lyric video,music video,official visualizer,\
    with lyrics,clip officiel,video oficial,audio oficial,lyrics video,remastered,remaster,album version,original mix,\
    official mv,lyrics
    """

  static let soft =
    "radio edit,radio version,radio mix,single version,single edit,single mix,radio cut,edit version"

  static let dense: [(VariantKind, String)] = [
    (.spedUp, "倍速,加速版,加速,スピードアップ,高速,빠른 버전,스피드업,스페드업,เร่งความเร็ว,เร่งสปีด"),
    (.slowed, "減速,减速版,减速,慢速版,慢速,降速,スロー,느린 버전,슬로우,สโลว์"),
    (.clip, "片段,試聴,试听,ショート,하이라이트,ตัวอย่าง"),
    (.remix, "リミックス,混音版,混音,리믹스,dj版,รีมิกซ์"),
    (.live, "ライブ,ライヴ,生演奏,现场版,現場版,现场,現場,演唱会,演唱會,라이브,แสดงสด"),
    (.cover, "カバー,歌ってみた,弾いてみた,커버,翻唱,คัฟเวอร์"),
    (.acoustic, "アコースティック,弾き語り,어쿠스틱,不插电,不插電,อะคูสติก"),
    (.instrumental, "インストゥルメンタル,インスト,伴奏,纯音乐,純音樂,반주,연주곡,인스트,บรรเลง"),
    (.karaoke, "カラオケ,노래방,卡拉ok,คาราโอเกะ"),
    (.vocals, "アカペラ,아카펠라,清唱"),
    (.demo, "デモ,데모,小样,小樣"),
    (.version, "バージョン,ヴァージョン,버전,版"),
  ]

  /// They stand beside such words and say nothing more.
  static let neutral: Set<String> = [
    "version", "ver", "the", "a", "an", "in", "of", "by", "at", "on", "from", "and", "official", "audio",
    "video", "music",
    "lyrics", "session", "sessions", "x", "hd", "hq", "edit", "mix", "track", "tiktok", "full", "song",
    "live", "remaster",
    "remastered", "original", "studio", "album", "version", "explicit", "la", "el", "de",
  ]

  static let featuring: Set<String> = ["feat", "ft", "featuring", "feats", "featuting", "фит", "при"]
  /// Only as the first word in brackets.
  static let beside: Set<String> = ["with", "w", "con", "avec", "mit", "com", "和", "duet"]
  static let producing: Set<String> = ["prod", "produced", "producer"]
  /// Between the names of artists.
  static let joining: Set<String> = [
    "x", "vs", "versus", "and", "und", "y", "e", "et", "och", "og", "и", "×", "con", "with", "ve",
  ]
  static let noArtist: Set<String> = [
    "unknown", "unknown artist", "various", "various artists", "va", "n a", "na", "none", "null", "artist",
    "unbekannt",
    "inconnu", "desconocido", "artista desconocido", "неизвестен", "неизвестный исполнитель",
  ]
  /// They tell nothing of whose song it is.
  static let commonTitles: Set<String> = [
    "intro", "outro", "interlude", "skit", "untitled", "prelude", "prologue", "epilogue", "introduction",
    "instrumental", "track",
    "song", "audio", "music", "home", "love", "stay", "sound", "beat", "theme", "hello", "бит", "песня",
    "intermission",
    "overture", "finale", "opening", "ending", "sans titre", "sin titulo", "無題", "unknown", "titel", "titre",
    "piste", "pista", "new recording", "loop", "sample", "voice memo",
  ]
}
