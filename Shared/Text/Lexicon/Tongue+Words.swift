extension Tongue {
  /// Words by which a language is told: they are in almost everything that is written in it, and those that others have
  /// too stand in all lists.
  static let smallWords: [Tongue: String] = [
    .en: """
    the and is are was were you your my our this that these with for when what who how why just im i'm its it
    ur u have has had from they we he she his her their but if of at be been can cant dont do does did not on
    to by all me i or than then there here after before while first new some any every got get makes make
    really now like know think feel being still ever never again back down off over under most more much many
    even only so about a in hate love as up out him them us would could should will am day today part
    """,
    .es: """
    el la los las un una unos de del y en es con para mi tu su por pa se lo le al que como más pero hoy muy
    esta este ya yo te nos sin cuando mis sus hay esto eso está estoy son fue porque todo toda todos quien q
    me si desde hasta mañana noche ni ando no puedo ser soy eres tengo tiene vamos voy va ver hacer así qué
    cómo dónde otra otro nada siempre a o nuestro nuestra ella ellos vez sobre entre gracias vida receta
    fácil feliz dos
    """,
    .pt: """
    o a os as um uma de do da dos das e em é com pra para meu minha seu sua por no na nos nas num numa eu vc
    vcs não nao hoje muito mais mas já me te quando tô tá isso esse essa ao gente foi ele ela sem que q pro
    pelo pela aqui até só todo toda ontem sou tenho tem vamos vou vai ver fazer assim onde outra outro depois
    agora ainda cada nada sempre receita fácil feliz você vocês dia
    """,
    .fr: """
    le la les un une des de du et en est avec pour mon ma mes ton ta sur dans je j l d tu il elle on nous
    vous que qui c ce cette ces pas plus très mais au aux trop sans chez quand jsuis suis ai me te si tout
    toute tous moi notre ses son sa après ça ne se sont as fait faire voir bien où comme encore depuis
    toujours rien quelle quel était été ont leur hier même part vont va demain joyeux vacances aujourd hui
    """,
    .de: """
    der die das ein eine einen einem einer und ist mit für ich du er sie wir ihr nicht kein keine auf im zum
    zur von zu den dem des auch noch nur mal heute wie was wenn bei nach hab habe bin mein meine meinem so
    beim fürs aus sich mich dich man als aber schon jetzt wieder unser unsere uns ne nem am hat sind wird
    kann will muss mehr sehr hier da dann immer ganz alle alles gestern morgen ohne bis seit weil dass dein
    frohe schöne es ja oder diese dieser könnte um
    """,
    .sv: """
    och att det är en ett i på som jag du vi han hon den inte med för av till min mitt mina så om när vad
    idag nu har hade kan ska blir från eller men de ut upp sig mig dig alla igen inför hos efter bara våra
    vårt e o vill måste mer mycket här där då alltid helt något allt inget igår imorgon utan mot genom sedan
    under kunde vara
    """,
    .id: """
    yang dan di ini itu aku kamu gue gw lo gak ga nggak ngga tidak bukan buat untuk sama dengan dari ke pake
    pakai lagi udah sudah banget bgt bikin ya dong sih deh aja nih jadi bisa ada mau kalo kalau sambil jam
    pas yg utk dgn tp saya kita dia orang karena tapi cuma belum masih akan pagi malam lagu hari abis telah
    sedang pernah selalu setiap semua banyak lebih seperti kayak gitu gini kok biar sampai sampe kemarin
    besok
    """,
  ]

  /// Words that are often in short texts. One alone says little: names and borrowed words look like them.
  static let usualWords: [Tongue: String] = [
    .en: """
    best good great thank thanks please lets see look go going gonna wait until say said tell something
    everything nothing anything everyone someone always well better too very where which whose those own same
    each between through during without around another such yet already almost maybe sometimes tonight
    tomorrow yesterday won't wont isnt thats theres youre ive ill one two three because people making come
    came take took give want need find keep let put far long last next few since let's made old right way die
    man war also hat art sort time rice tag
    """,
    .es: """
    quiero quieres quiere mucho mucha muchos muchas amor nuevo nueva nuevos nuevas bueno buena buenos buenas
    noches días mejor aquí ahora después antes también nunca nadie algo alguien cada corazón gente mundo años
    año tiempo casa cosas cosa hijo hija mamá papá abuela abuelo amigos amigas amiga amigo triste ayer hace
    hago digo dice dijo quién cual donde mientras aunque entonces pues ay ojalá perdón favor música canción
    canciones baile bailando bailar cantando escuchando escuchar tarde verano lluvia playa perro gato comida
    fiesta viernes lunes martes sábado domingo semana tres estás están fui era había tus les nosotros ustedes
    usted ellas ese esa esos aquel aquella mí ti conmigo contigo sí tan tanto poco menos veces otros jamás
    todavía aún puede pueden sabe saber creo llegó llega viene mira amo extraño llorar llorando duele as hola
    adiós nuestros cuándo mío mía tuyo gusta encanta bonito bonita lindo linda hermosa hermoso primera primer
    besos eh da
    """,
    .pt: """
    muita muitos muitas voce quero quer amor novo novos bom boa bons boas dias noite noites manhã tarde
    melhor antes também tambem nunca ninguém algo alguém vida coração mundo anos ano tempo casa coisa coisas
    filho filha mãe pai avó vó amigos amigas amiga amigo triste faz faço digo diz disse quem qual desde
    enquanto então porque pois saudade saudades obrigado obrigada favor música musica canção dança dançando
    dançar ouvindo ouvir cantando verão chuva praia cachorro gato comida festa sexta segunda sábado domingo
    semana dois duas três és está estou estão fui era teus seus lhe nós eles elas aquele aquela aquilo mim ti
    comigo contigo sim tão tanto pouco menos vez vezes outras outros jamais pode posso sabe saber acho chegou
    vem olha amo lembro chorar chorando dói lá né umas uns aos às à teu tua bonito bonita lindo linda gosto
    primeira primeiro bem beijos entre nossa nosso se si la grande dessa desse nesse nessa
    """,
    .fr: """
    aime adore veux veut peux peut sais sait jour jours nuit soir matin nouveau nouvelle bon bonne bonjour
    merci ici maintenant avant aussi jamais personne quelque chose choses chaque vie cœur coeur gens monde an
    ans année temps maison fils fille filles mère père amis amie ami heureux heureuse triste dit dis parce
    alors donc enfin voilà oui non musique chanson chansons danse danser écoute écouter chanter pluie plage
    chien chat fête vendredi lundi samedi dimanche semaine deux trois es sommes êtes étais leurs nos vos
    votre eux celle celui cela cet peu beaucoup moins fois autre autres toutes déjà vient viens regarde
    regardez manque pleure pleurer petit petite grand grande belle beau meilleur jolie qu n s m t entre
    contre avoir être sous vers jusqu bisous ils elles dont pain a or nova
    """,
    .de: """
    liebe mag willst kannst tag tage nacht abend neu neue neuer neuen neues gut gute guten guter gutes schön
    schöner schönen schönes danke danach nie niemand etwas jemand jeder jede jedes leben herz leute welt jahr
    jahre jahren zeit zuhause hause kinder freunde freundin freund glücklich traurig macht mache machen
    gemacht sagt sage wer welche wo während obwohl also nein doch eben halt musik lied lieder tanzen tanz
    hören höre singen sommer regen strand hund katze essen freitag montag samstag sonntag woche wochenende
    zwei drei bist seid war waren hatte hast ihre ihn ihm ihnen deine deinem deinen euch diesen diesem dieses
    nichts viel viele wenig weniger andere anderen anderer über unter gegen vor hinter neben durch zwischen
    einfach endlich zusammen weg rein raus los geht gehen komm kommt kommen lässt bitte genau vielleicht
    manchmal wirklich vom ab ins euer eure uhr in wollen wollte vermisse glück mama papa art mode fest
    """,
    .sv: """
    älskar dag dagar natt kväll morgon ny nya nytt bra god goda gott fin fint fina tack sen innan aldrig
    ingen någon några varje livet hjärta världen år tid hemma hem barn barnen mamma pappa mormor vänner vän
    glad ledsen gör göra säger vem vilken vilka var medan fast alltså ja nej ju väl musik låt låten låtar
    dansa dansar lyssnar lyssna sjunga sjunger sommar regn strand hund katt mat fredag lördag söndag måndag
    vecka helg två tre haft hennes hans deras dem dom er era denna detta många lite mindre annan andra
    fortfarande redan över bakom mellan äntligen tillsammans bort går gå kom kommer komma snälla kanske
    ibland verkligen del son man fan fem hela hel sin sina själv känns känner saknar tänker tycker dessa
    """,
    .id: """
    cinta sayang ingin siang sore baru bagus terima kasih makasih sini sekarang nanti dulu tak apa siapa mana
    kapan gimana bagaimana kenapa hidup hati dunia tahun waktu rumah anak ibu bapak teman temen sahabat
    bahagia senang sedih bilang kata musik joget dengar dengerin nyanyi hujan pantai kucing anjing makan
    makanan pesta jumat senin sabtu minggu dua tiga adalah kami kalian mereka sangat sekali paling juga hanya
    saja lain tanpa setelah sebelum antara akhirnya bareng bersama pergi datang ayo yuk tolong mungkin kadang
    benar bener emang memang resep enak jangan pada oleh dalam atas bawah punya tau suka coba kak si me main
    satu rindu kangen dikit sendiri selamat
    """,
  ]

  /// The same of languages that have no tables: what is written in them is not to be taken for what is like it.
  static let strangers: [String] = [
    """
    di il lo la gli che è e sono non per con mi ti si una un uno come del della nel nella questo questa
    quando tutto sempre anche più mio mia tuo tua ciao amore oggi bella bello molto io noi voi ma se ho hai
    ha perché grazie sei vita cuore notte giorno buon buona cosa fare canzone ancora mai solo niente voglio
    fa da dal al alla dei delle mamma casa estate mare tanto bene così dove chi quanto ogni nuovo nuova le i
    a o te me tutti tutte mondo anni sera
    """,
    """
    het een niet ik jij je en van voor met zijn maar ook wel naar bij dit deze wat hoe waar nog mijn jouw ons
    heel lekker gewoon vandaag morgen is in was de die dat als aan op te uit om over dan er hij ze wij jullie
    hebben heb heeft kan moet gaan gaat leuk mooi weer nieuwe goed geen altijd nooit iets alles veel zo al
    door tot u dag avond nu want liefde
    """,
    """
    og på jeg ikke er det en et til med som av af har hun han vi du den de kan skal så være noe noget meg mig
    deg dig å at fra hvor hva hvad min din i om for nå nu når elsker dag også bare mye meget veldig godt
    eller men alle sammen bli blir bliver hvordan gjør mer efter etter uten uden ut ud var kommer hjem god
    sommer musikk musik venner
    god gode tak takk morgen alt alle ny nye sang hjemme natt helg sommer
    """,
    """
    ve bir bu ben sen çok ne için ile de da mi mı gibi var yok ama daha en her şey seni beni olan oldu benim
    senin bana sana kadar gün gece aşk şarkı güzel artık sonra diye biz siz o hayat bugün seviyorum
    """,
    """
    i w na nie to się z do jest jak że co po za dla od mój moja ja ty my wy mnie ci ale tak już tylko dzień
    noc miłość kocham dziś jestem mam nas o a u by był była bardzo dobry
    """,
    """
    ang ng sa na mga ko mo ka ako ikaw siya kami tayo sila at ay hindi wala may mayroon ito iyan para kung
    kasi lang naman pa rin din po opo mahal kita ngayon talaga gusto yung nang si ni dito bakit paano basta
    araw gabi puso buhay salamat lahat
    """,
    """
    și si de la cu în in pe un o nu este sunt că ca să sa din mai ce te mi ai am ne eu tu el ea noi voi dar
    când cum dragoste iubesc viața ziua noapte azi bine foarte tot toate pentru lui
    """,
    """
    awak korang nak dah kat macam bila jom ni tu kau boleh je tak sangat saya dia yang dan untuk ini itu
    takde kita aku camne sedap cakap
    """,
    """
    i el la els les un una amb per que és no de del dels al als a em et es ens va aquest aquesta molt bé avui
    tot tots meva meu teu nostra però també quan com més estimo cançó nit dia bon bona
    """,
    """
    ja on ei se että minä sinä hän me te he mutta niin kun kuin joka mitä tämä nyt vain olen ole oli rakastan
    kaikki hyvää tänään yö päivä
    """,
    """
    a az és egy nem hogy van volt de ez én te ő mi ti ők is meg csak már még nagyon szeretlek ma itt
    """,
    """
    a je se na to v že s z do si jsem jsi jsou ale jak co tak už jen můj moje ten ta miluju dnes den noc
    velmi
    """,
    """
    anh yêu em chào buổi sáng tôi bạn không là của và một có cho những người này đã được với rất
    """,
  ]
}
