"""Made-up people and jobs. No name is a real person's: first and last names are put together by chance."""
import random


def pairs(text):
    """`Name|address` of each word; % stands for a space."""
    return [tuple(word.replace("%", " ").split("|")) for word in text.split()]


LATIN = (
    pairs("José|jose Zoë|zoe François|francois Björn|bjorn Anaïs|anais Łukasz|lukasz Søren|soren Renée|renee Jürgen|jurgen Íñigo|inigo "
          "Maria|maria John|john Emily|emily David|david Sarah|sarah Michael|michael Laura|laura Peter|peter Anna|anna Thomas|thomas "
          "Chloé|chloe Niño|nino Håkon|hakon Agnès|agnes Müge|muge Olivia|olivia Noah|noah Liam|liam Sofía|sofia Lucía|lucia"),
    pairs("García|garcia Müller|muller Smith|smith O'Brien|obrien Dubois|dubois Lefèvre|lefevre Nuñez|nunez Åkesson|akesson "
          "Kowalska|kowalska Sørensen|sorensen Johnson|johnson Brown|brown Silva|silva Rossi|rossi Schröder|schroder Peña|pena "
          "de%la%Cruz|delacruz van%der%Berg|vanderberg Gonçalves|goncalves Weiß|weiss Novák|novak Jones|jones Taylor|taylor "
          "Fernández|fernandez Martin|martin Bélanger|belanger"),
)
CYRILLIC = (
    pairs("Анна|anna Иван|ivan Ольга|olga Дмитрий|dmitri Сергей|sergei Наталья|natalia Андрій|andrii Олена|olena"),
    pairs("Иванова|ivanova Петров|petrov Кузнецов|kuznetsov Шевченко|shevchenko Соколова|sokolova Бондаренко|bondarenko"),
)
EAST_ASIAN = pairs("王伟|wang.wei 李娜|li.na 张敏|zhang.min 刘洋|liu.yang 陈静|chen.jing 佐藤健|sato.ken 鈴木花子|suzuki.hanako "
                   "高橋一郎|takahashi.ichiro 田中美咲|tanaka.misaki 김민준|kim.minjun 이서연|lee.seoyeon 박지훈|park.jihoon "
                   "黃志強|huang.zhiqiang 林怡君|lin.yijun")
DOMAINS = ["example.com", "contoso.com", "fabrikam.com", "northwind.example", "partner.example", "adatum.example", "tailspin.example",
           "mail.wingtip.example", "litware.example", "example.org"]
LEVELS = ["Senior", "Junior", "Lead", "Principal", "Chief", "Regional", "Global", "Associate", "Deputy", "Assistant"]
JOBS = ["Account Manager", "Sales Engineer", "Marketing Specialist", "Solutions Architect", "Business Developer", "Channel Manager",
        "Customer Success Manager", "Product Owner", "Alliance Director", "Consultant", "Technical Evangelist", "Ingénieur commercial"]
ODD_JOBS = ["Director, Channel Sales", "VP, Partnerships", "Manager, EMEA, Alliances", 'Head of "Growth"', 'The "Cloud" Guy, Sales',
            'Engineer, Level "3"']
ROLES = ["Partner marketing", "Partner sales", "Partner technical sales", "Partner customer success manager"]


def pool(size):
    """So many people, each a name and the begin of an address: 78 in a hundred Latin, 11 Cyrillic, 11 Chinese, Japanese, Korean."""
    full = lambda first, last: [(f"{a} {b}", f"{x}.{y}") for a, x in first for b, y in last]
    kinds = [full(*LATIN), full(*CYRILLIC), EAST_ASIAN]
    chance = random.Random(7)
    return [chance.choice(chance.choices(kinds, [78, 11, 11])[0]) for _ in range(size)]
